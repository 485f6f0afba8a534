//! Who says what: short documents with the speakers of their sentences.

use model::Document;

use crate::Reader;
use crate::apply::voices;
use crate::page::Page;

/// The speakers of each sentence that holds one of the words, joined where there are several.
fn speakers(text: &str, words: &[&str]) -> Vec<String> {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    let document = Document {
        id: "d".into(),
        title: None,
        published: "2022-05-04".parse().ok(),
        url: None,
        publisher: None,
        lang: None,
        text: text.into(),
    };
    let page = Page::new(&reader, &document);
    let voices = voices(&reader, &page);
    let of = |word: &&str| {
        let at = page.sentences.iter().position(|s| document.slice(s.span).is_some_and(|text| text.contains(*word)));
        at.map_or_else(|| "no sentence".to_owned(), |at| voices[at].join("; "))
    };
    words.iter().map(of).collect()
}

#[test]
fn verbs_of_many_kinds_and_places_of_the_subject() {
    let text = "The works will ship forty pumps in June, its director Anna Berg told reporters. \
        Trade grew by a third, Berg recalled. She put the losses at 20 million roubles. \
        Pavel Orlov, who runs the port, said the berth was ready. He expects the first ferry in May. \
        The ferry left on Monday.";
    assert_eq!(
        speakers(text, &["forty pumps", "by a third", "losses", "berth was", "first ferry", "left on"]),
        ["Anna Berg", "Anna Berg", "Anna Berg", "Pavel Orlov", "Pavel Orlov", ""]
    );
}

#[test]
fn bodies_and_people_without_names_speak_too() {
    let text = "By the port's count, 40 ships called in May. The plan was dropped, a member of the trade mission said. \
        In the department of culture they told us that the fair had moved.";
    assert_eq!(
        speakers(text, &["40 ships", "dropped", "had moved"]),
        ["port", "member of the trade mission", "department of culture"]
    );
}

#[test]
fn quotations_are_of_whom_the_sentence_before_tells() {
    let text = "Governor Anna Berg thanked the guests. \"We bought ten trams last year. We want more of them.\"\n\n\
        The mayor, Pavel Orlov, was frank on prices. \"Your trams are dear. We looked at others too.\"";
    assert_eq!(
        speakers(text, &["ten trams", "want more", "are dear", "looked at"]),
        ["Anna Berg", "Anna Berg", "Pavel Orlov", "Pavel Orlov"]
    );
}

#[test]
fn what_is_denied_or_undone_is_nobodys_words() {
    let text =
        "No airline has said that it would fly. The mayor, Pavel Orlov, declined to comment on a report of losses.";
    assert_eq!(speakers(text, &["airline", "declined"]), ["", ""]);
}

#[test]
fn two_speakers_in_one_sentence() {
    let text =
        "Mayor Anna Berg said that the town needed ten buses; Pavel Orlov replied that the plant would send six.";
    assert_eq!(speakers(text, &["ten buses"]), ["Anna Berg; Pavel Orlov"]);
}

#[test]
fn transcripts_go_by_their_labels() {
    let text = "Mayor of Kazan Anna Berg: Good morning. We bought ten pumps.\n\nThe pumps work well.\n\n\
        Consul Pavel Orlov: Thank you. Send us your list.\n\n* * *\n\nThe talks lasted an hour.";
    assert_eq!(
        speakers(text, &["ten pumps", "work well", "your list", "an hour"]),
        ["Anna Berg", "Anna Berg", "Pavel Orlov", ""]
    );
}

#[test]
fn the_guest_of_an_interview_answers() {
    let text = "We spoke with Anna Berg, who runs the port of Riga.\n\nIs the berth ready?\n\n\
        Almost. We poured the last concrete in May, and the cranes come in July.\n\nAnd the ferry?\n\n\
        It sails twice a week. The line wants a third trip.\n\nYou sound tired.\n\n\
        I slept four hours. The strike cost us two million euros.\n\nWhat comes next?\n\n\
        A cold store, if the bank agrees.\n\nBerg was born in Liepaja.";
    assert_eq!(
        speakers(text, &["concrete", "the ferry?", "third trip", "tired", "strike", "cold store", "born"]),
        ["Anna Berg", "", "Anna Berg", "", "Anna Berg", "Anna Berg", ""]
    );
}

#[test]
fn a_signed_column_is_its_authors() {
    let text = "OPINION\n\nBy Anna Berg\n\nI drove to the border last week. My neighbours sold 40 tonnes of apples there. \
        Mayor Pavel Orlov told me that the bridge would open in May. I doubt it.\n\nAnna Berg grows apples.";
    assert_eq!(speakers(text, &["40 tonnes", "bridge", "grows"]), ["Anna Berg", "Pavel Orlov", ""]);
}

#[test]
fn a_speaker_between_marks_says_what_stands_around() {
    let text = "Riga needs ten trams, Orlov admitted, but the tender was won by a works from Lida. \
        The number of trips is to be raised to 80 from this autumn, Olga Berg announced.";
    assert_eq!(speakers(text, &["ten trams", "80"]), ["Orlov", "Olga Berg"]);
}

#[test]
fn sources_of_figures_speak() {
    let text = "According to the plant's director Tamara Berg, it buys 11,000 carats a year.\n\n\
        Exports in 2023: 31 million euros (source: Latvian Embassy).\n\n\
        The regional commission gives exports of 2 million euros.";
    assert_eq!(
        speakers(text, &["carats", "31 million", "2 million"]),
        ["Tamara Berg", "Latvian Embassy", "regional commission"]
    );
}

#[test]
fn a_roll_is_no_transcript() {
    let text = "Chairman: A. Berg, head of the department\n\nSecretary: P. Orlov, deputy head\n\n\
        1.1. Noted: 31 tractors were shipped.\n\nThe plant needs ten pumps.";
    assert_eq!(speakers(text, &["31 tractors", "ten pumps"]), ["", ""]);
}

#[test]
fn who_asks_is_not_the_guest() {
    let text = "The trade office of Riga has had a new head since May, Anna Berg. Ivan Orlov talked to her.\n\n\
        Is the berth ready?\n\nAlmost. The cranes come in July.\n\nAnd the ferry?\n\nIt sails twice a week.\n\n\
        What comes next?\n\nA cold store, if the bank agrees.";
    assert_eq!(speakers(text, &["cranes", "twice"]), ["Anna Berg", "Anna Berg"]);
}
