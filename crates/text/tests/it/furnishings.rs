//! Page furniture in texts.

use text::furniture;

const PROSE: &[&str] = &[
    "The region buys tractors, buses and lifts from Belarus.",
    "Samara Oblast is one of the top six regions of Russia in terms of cooperation with Belarus.",
    "\"Kursk invites our companies to hold a presentation and start supplying their goods,\" the ambassador said.",
    "Turnover 461.7 (108.1). Exports of Belarus 289.4 (112.6), imports 172.3 (101.4). Positive balance 117.1.",
    "Exports | 461.7 | 108.1",
    "Item | 2022 | 2023",
    "Exports (2023) 461 700 000",
    "– China. I am not jealous.",
    "09/2022 – decision made public: 5-7m tonnes a year, western shore of the bay.",
    "• Output: 164 lifts in 2024; 210 expected in 2025; capacity 400 a year.",
    "In return, Minsk counts on wheels, fuel equipment and tyres for its machine builders.",
    "Contacts between the two regions have grown since 2019.",
    "Photo exhibition opens in Tver with works from Minsk",
    "Next year the sides will build a plant in Kaluga.",
    "Previous agreements between the regions were signed in 2015 and 2019.",
    "The news agency BelTA and the newspaper signed a contract on 5 May 2024.",
    "Address by the President of Belarus to the forum",
    "Number of joint ventures: 40",
    "Main partners of the region: Belarus, China and Turkey",
    "Video surveillance systems worth 3.74 million BYN were delivered to Tula.",
    "Capital: Vladimir. Distance from Minsk: about 890 km.",
    "Phone makers of both countries will open a plant in Brest.",
    "Belarus – Vladimir Oblast: trade in January-November 2025",
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
        "A-  A  A+    Version for visually impaired",
        "A  A+  A++   High contrast",
        "You are here: Home » News » International ties",
        "You are here: Home > International cooperation > News",
        "Main / News / Visits",
        "Home » News » A long headline of the article that one is reading right now",
        "USD 2.9981  EUR 3.5187  RUB (100) 3.6412  CNY (10) 4.2035",
        "3.2289 USD   3.5011 EUR   3.4889 RUB   4.4690 CNY",
        "3.74 BYN",
        "\"Hot line\" of the executive committee: 8 (0225) 00-17-17",
        "02.10.2025  11:05   Views: 386",
        "Print | Share: VK  OK  Telegram  Viber",
        "- Share on Facebook",
        "Share:  VK | OK | TG",
        "If you have noticed a mistake, allocate it and press Ctrl+Enter",
        "Previous: Clean-up day on Minskaya street   Next: Direct line with the chief of police",
        "Bel  Rus  Eng  中文",
        "PL | UA | EN",
        "212030, Mogilev, Pervomaiskaya str., 71   tel.: +375 222 00-18-69   fax: +375 222 00-18-70",
        "Berezino, 223310, Minsk oblast",
        "Adress: 18 Oktyabrskaya Street",
        "Phone +375-17-15-5-58-41",
        "Fax: +375-17-15-5-58-41",
        "tel. 17 555 01 40",
        "Mogilev: +6, little rain",
        "Minsk +12 °C",
        "© 2024 Executive committee. At use of materials the hyperlink is obligatory",
        "Photos 14   Video 6:20   Print version",
        "Number of visits: 318",
        "146 times (а)",
        "This site uses cookies. By remaining here you accept our policy. [I understand]",
        "Read also: Governor opens a dairy in Rzhev",
        "Contact: Press desk, +7 7142 00 00 00 (weekdays)",
        "press@chamber.example",
        "https://news.example/1",
        "#belarus #samara",
        "Photo: 14. Video: 00:48. Press service. When using this material a hyperlink is required.",
        "Subscribe to our channel",
        "Comments (3)",
        "Photo: Press service",
        "Leave a comment",
    ];
    for line in cases {
        let text = format!("Ten buses came to Mahilioŭ. \n\n {line}\nThe rest come in May.");
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
    let text = "Share on Facebook\n\nPrint\n\u{2003}Views: 5 \nüñí 👩\u{200d}🌾 prose goes here.\n3.74 BYN";
    let n_code_points = text.chars().count() as u32;
    let spans = furniture(text);
    assert_eq!(spans.len(), 2);
    assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
    assert!(spans.iter().all(|span| span.end <= n_code_points && !span.is_empty()));
    assert_eq!(furniture(""), []);
}
