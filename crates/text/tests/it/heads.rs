//! Day of publication and headline of plain texts.

use model::Date;

const BODY: &str = "The governor of the region met the ambassador, and both sides spoke of buses, lifts and tractors at some length.\n\
                    He said on 1 January 2001 that the plant had been built.";

fn published(head: &str) -> Option<String> {
    text::published(&format!("{head}\n{BODY}")).map(|day| day.to_string())
}

#[test]
fn finds_the_day_in_the_ways_press_writes_it() {
    let cases = [
        ("Friday, 14 June 2019 12:30", "2019-06-14"),
        ("19.04.2023, 16:05", "2023-04-19"),
        ("Guests arrive\n\nThursday, 16 May 2024", "2024-05-16"),
        ("Events | 8 April 2024 | Riga", "2024-04-08"),
        ("Events  |  8 April 2024  |  Town Hall, Riga", "2024-04-08"),
        ("14.09.2023  09:20   Views: 512", "2023-09-14"),
        ("MINSK, 4 July 2022 (BelTA) - The ministry spoke of buses.", "2022-07-04"),
        ("MINSK, 4 July 2022 (BelTA) – The ministry spoke of buses.", "2022-07-04"),
        ("AKTAU. 9 March 2023. SEANEWS – Trade grew.", "2023-03-09"),
        ("VITEBSK (Agency), May 3, 2024 — Trade grew.", "2024-05-03"),
        ("FOR RELEASE: 3 February 2022, 09:00 (Riga time)", "2022-02-03"),
        ("Weekly bulletin, No. 12 – Tuesday, 21 March 2023", "2023-03-21"),
        ("Published: 2024-05-03T10:35", "2024-05-03"),
        ("Published on May 3, 2024 at 5:10 pm", "2024-05-03"),
        ("Minsk, 12 May 2024", "2024-05-12"),
        ("12 May 2024, Velikiye Luki", "2024-05-12"),
        ("1 / News\n2024-05-03", "2024-05-03"),
        ("News · 03.05.2024 · 10:15", "2024-05-03"),
        ("11:20, 5 December 2023", "2023-12-05"),
    ];
    for (head, day) in cases {
        assert_eq!(published(head).as_deref(), Some(day), "{head}");
    }
}

#[test]
fn takes_no_other_day_for_it() {
    let cases = [
        "",
        "11:20, 5 December",
        "MINSK, 4 July (BelTA) – The ministry spoke of buses.",
        "The forum of 12 May 2023 was a success",
        "On 12 May 2023 the governor came to Minsk.",
        "Agreement of 12 May 2023 signed",
        "Prices on 12.05.2023 were 3.74 and 2.94 roubles",
        "Deadline for bids: 3 May 2024",
        "The story so far\n9 March 2022 – decision made public by the two governments\n3 June 2023 – surveys of the western shore begin",
        "Signed in Minsk on 12 May 2023 – and still not in force after two years of talks.",
    ];
    for head in cases {
        assert_eq!(published(head), None, "{head}");
    }
    let late = format!("{}19.04.2023, 16:05\n", "A line.\n".repeat(16));
    assert_eq!(text::published(&late), None);
}

#[test]
fn address_and_hint_complete_a_day_without_a_year() {
    let text = format!("Cooperation outlined\n10:35, 8 November\n{BODY}");
    let near =
        |day: Option<Date>, url: Option<&str>| text::published_near(&text, url, day).map(|dated| dated.day.to_string());
    assert_eq!(near(None, None), None);
    assert_eq!(near(Some(Date::constant(2023, 11, 20)), None).as_deref(), Some("2023-11-08"));
    assert_eq!(near(Some(Date::constant(2024, 2, 1)), None).as_deref(), Some("2023-11-08"));
    assert_eq!(near(None, Some("https://news.example/2023/11/08/x")).as_deref(), Some("2023-11-08"));
    let bare = text::published_near(BODY, Some("https://news.example/2023/11/08/x"), None);
    assert_eq!(bare.map(|dated| dated.day.to_string()).as_deref(), Some("2023-11-08"));
}

#[test]
fn a_wrong_weekday_is_told() {
    let text = format!("Monday, 12 October 2018\n{BODY}");
    let (documents, diagnostics) = text::read(text.as_bytes(), &crate::hints("a.txt"));
    assert_eq!(documents[0].published.map(|d| d.to_string()).as_deref(), Some("2018-10-12"));
    assert_eq!(crate::codes(&diagnostics), ["weekday-disagrees"]);
}

#[test]
fn finds_the_headline() {
    let cases = [
        ("Major areas of cooperation outlined\n10:35, 8 November", Some("Major areas of cooperation outlined")),
        ("19.04.2023, 16:05\n\nHead of the region visited Mahilioŭ", Some("Head of the region visited Mahilioŭ")),
        ("TALKS\n\n\"Gravel goes by rail alone\"", Some("\"Gravel goes by rail alone\"")),
        (
            "REGIONAL COMMITTEE | official site\n\nMain / News / Visits\n19.04.2023, 16:05\nGuests from Omsk",
            Some("Guests from Omsk"),
        ),
        (
            "Marshal's Office\nYou are here: Home > News\n\nGuests from Lviv\n\nThursday, 12 June 2025",
            Some("Guests from Lviv"),
        ),
        (
            "PORTS & FLEETS\nFortnightly letter, No. 14 – Friday, 6 June 2025\nA terminal\nBy our correspondent",
            Some("A terminal"),
        ),
        ("MINSK, 4 July (BelTA) – The ministry spoke of buses.", None),
        ("– Shall we begin?", None),
        ("", None),
    ];
    for (head, title) in cases {
        assert_eq!(text::title(&format!("{head}\n{BODY}")).as_deref(), title, "{head}");
    }
    assert_eq!(text::title("A lone line"), None);
}
