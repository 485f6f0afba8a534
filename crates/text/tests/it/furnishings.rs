//! Page furniture in texts.

use text::furniture;

const PROSE: &[&str] = &[
    "The region buys tractors, buses and lifts from Belarus.",
    "The voivodeship is among the first ten buyers of Lithuanian peat.",
    "\"We ask your plants to show their pumps here and to name a price,\" the consul said.",
    "Turnover 512.3 (104.6). Exports of Latvia 301.2 (109.9), imports 211.1 (98.7). Positive balance 90.1.",
    "Exports | 512.3 | 104.6",
    "Item | 2022 | 2023",
    "Exports (2023) 512 300 000",
    "– Norway. We do not mind.",
    "11/2021 – permit granted: 3-4m tonnes a year, northern bank of the river.",
    "• Output: 93 pumps in 2023; 120 expected in 2024; capacity 250 a year.",
    "In return, Riga hopes for bearings, gearboxes and glass for its tram builders.",
    "Contacts between the two regions have grown since 2019.",
    "Photo exhibition opens in Tver with works from Minsk",
    "Next year the sides will build a plant in Kaluga.",
    "Previous agreements between the regions were signed in 2015 and 2019.",
    "The news agency BelTA and the newspaper signed a contract on 5 May 2024.",
    "Address by the President of Belarus to the forum",
    "Number of joint ventures: 40",
    "Main partners of the region: Belarus, China and Turkey",
    "Video surveillance systems worth 3.74 million BYN were delivered to Tula.",
    "Capital: Tartu. Distance from Riga: about 250 km.",
    "Phone makers of both countries will open a plant in Brest.",
    "Latvia – Tartu County: trade in January-October 2024",
    "Mogilev: 6 new enterprises, little unemployment",
    "Trade: +6%, exports: +12%",
    "USD 19,250,000 in 2023, USD 38,750,000 in 2024",
    "MAZ $19,250,000 $38,750,000",
    "MAZ 120 buses",
    "Weather in the region delayed the harvest",
    "Video: links to both plants were set up for the talks of the ministers.",
    "The plant's number is 7 in the list of 2024-2025",
    "Text of the agreement: five pages",
    "Bel and Rus sides met",
    "Weather permitting, the road opens in May 2024.",
    "Call for projects opens on 2024-05-03 and ends on 2024-06-03",
    "- ten buses in July;",
    "Tractors\nBuses\nLifts\nTyres\nFurniture",
    "Cooperation in the years 2021-2022-2023",
    "Read in both languages, the agreement has 41 articles.",
    "Print shops of Gomel and Bryansk agreed on a joint edition.",
    "Hotlines for exporters were opened by both chambers in March, and the first hundred firms have already used them to ask about customs and routes to market.",
];

#[test]
fn prose_is_never_furniture() {
    for text in PROSE {
        assert_eq!(furniture(text), [], "{text}");
    }
    assert_eq!(furniture(&PROSE.join("\n\n")), []);
}

#[test]
fn furniture_is_found_whole() {
    let cases = [
        "Skip to main content",
        "A+  A  A-    Version for the visually impaired",
        "A  A+  A++   High contrast",
        "You are here: Start » Archive » Foreign relations",
        "You are here: Start > Foreign relations > Archive",
        "Main / News / Visits",
        "Home » News » A long headline of the article that one is reading right now",
        "USD 3.1042  EUR 3.4075  RUB (100) 3.2918  CNY (10) 4.4127",
        "3.3107 USD   3.6120 EUR   3.3904 RUB   4.5512 CNY",
        "2.18 BYN",
        "\"Hot line\" of the administration: 8 (0212) 00-12-12",
        "14.09.2023  09:20   Views: 512",
        "Share: VK  Telegram  OK | Print",
        "- Share on Facebook",
        "Share:  VK | OK | TG",
        "If you noticed a mistake, mark it and press Ctrl+Enter",
        "Previous: Book fair in the park   Next: Open day at the fire station",
        "Bel  Eng  Rus  中文",
        "PL | UA | EN",
        "210010, Vitebsk, Sadovaya str., 5   tel.: +375 212 00-11-22   fax: +375 212 00-11-23",
        "Orsha, 211030, Vitebsk oblast",
        "Address: 7 Sadovaya Street",
        "Phone +375-212-00-11-22",
        "Fax: +375-212-00-11-23",
        "tel. 22 555 02 50",
        "Vitebsk: +9, some wind",
        "Minsk +12 °C",
        "© 2024 Executive committee. At use of materials the hyperlink is obligatory",
        "Photos 22   Video 3:45   Print version",
        "Number of visits: 742",
        "93 times (а)",
        "This site uses cookies. By remaining here you accept our policy. [I understand]",
        "Read also: Governor opens a dairy in Rzhev",
        "Contact: Press desk, +7 7292 00 00 00 (weekdays)",
        "press@chamber.example",
        "https://news.example/1",
        "#belarus #samara",
        "Photo: 9. Video: 01:15. Press office. A hyperlink is required when this material is used.",
        "Subscribe to our channel",
        "Comments (3)",
        "Photo: Press service",
        "Leave a comment",
    ];
    for line in cases {
        let text = format!("Ten buses came to Viciebsk – Віцебск. \n\n {line}\nThe rest come in May.");
        let spans = furniture(&text);
        assert_eq!(spans.len(), 1, "{line}");
        let document = model::Document::from_text(text.clone());
        assert_eq!(document.slice(spans[0]), Some(line), "{line}");
    }
}

#[test]
fn menus_and_lists_of_headlines_go_whole() {
    let menu = "Home\nLeadership\nNews\nEconomy and trade\nContacts";
    let also = "Read also\nGovernor opens a dairy in Rzhev\n- Tractors for Torzhok arrive late";
    let text = format!("{menu}\n\nTen buses came to Tver on Monday.\n\n{also}\nA sentence closes the report.");
    let document = model::Document::from_text(text.clone());
    let words: Vec<_> = furniture(&text).into_iter().map(|span| document.slice(span).unwrap()).collect();
    assert_eq!(words, [menu, also]);
}

#[test]
fn spans_are_ordered_and_lie_in_the_text() {
    let text = "Share on Facebook\n\nPrint\n\u{2003}Views: 5 \nüñí 👩\u{200d}🌾 prose goes here.\n2.18 BYN";
    let n_code_points = text.chars().count() as u32;
    let spans = furniture(text);
    assert_eq!(spans.len(), 2);
    assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
    assert!(spans.iter().all(|span| span.end <= n_code_points && !span.is_empty()));
    assert_eq!(furniture(""), []);
}
