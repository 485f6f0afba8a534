//! Tables of own examples, and what holds for any text.

use super::*;
use crate::pack::PackFile;

/// The lists that the examples rest on: few places and organisations, the language's own words.
fn gazetteer() -> Gazetteer {
    let mut files: Vec<PackFile> =
        crate::pack::embedded().into_iter().filter(|file| file.path.starts_with("data/en/")).collect();
    for (path, text) in [
        ("data/places/countries.tsv", include_str!("countries.tsv")),
        ("data/places/subdivisions.tsv", include_str!("subdivisions.tsv")),
        ("data/places/towns.tsv", include_str!("towns.tsv")),
        ("data/places/groups.tsv", "name\taliases\tmembers\tid\nCentral Asia\t\t\t\n"),
        ("data/places/ambiguous.tsv", "name\twhy\nVladimir\tgiven name\n"),
        ("data/organisations/some.tsv", "name\taliases\tplace\tfield\nMAZ\tMinsk Automobile Plant\tBY-HM\tC\n"),
    ] {
        files.push(PackFile { path: path.to_owned(), text: text.to_owned() });
    }
    Gazetteer::load(&files).unwrap()
}

fn words(text: &str, segments: &Segments, range: &Range<u32>) -> String {
    let tokens = &segments.tokens[range.start as usize..range.end as usize];
    let (first, last) = (tokens.first().unwrap(), tokens.last().unwrap());
    text[first.byte_start as usize..last.byte_end as usize].to_owned()
}

/// "Tula Oblast=region Tula Oblast#RU-TUL; …": words, kind, name, id or place around it, `adj` for an adjective.
fn mentions_of(text: &str) -> String {
    let segments = grammar::segment(text);
    let names = find(&gazetteer(), text, &segments);
    let mut out = Vec::new();
    for mention in &names.mentions {
        let entity = &names.entities[mention.entity as usize];
        let kind = match entity.kind {
            EntityKind::Country => "country",
            EntityKind::Subdivision => "region",
            EntityKind::Town => "town",
            EntityKind::OtherPlace => "place",
            EntityKind::Group => "group",
            EntityKind::Organisation => "org",
            EntityKind::Person => "person",
        };
        let id = entity.id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        let within = entity.within.as_ref().map(|id| format!("@{id}")).unwrap_or_default();
        let adjective = if mention.adjective { " adj" } else { "" };
        out.push(format!("{}={kind} {}{id}{within}{adjective}", words(text, &segments, &mention.tokens), entity.name));
    }
    out.join("; ")
}

/// "title|owner|person|flags|whole phrase; …".
fn offices_of(text: &str) -> String {
    let segments = grammar::segment(text);
    let names = find(&gazetteer(), text, &segments);
    let mut out = Vec::new();
    for office in &names.offices {
        let name = |entity: Option<u32>| entity.map_or("-", |entity| names.entities[entity as usize].name.as_str());
        let mut flags = Vec::new();
        flags.extend(office.former.then_some("former"));
        flags.extend(office.future.then_some("future"));
        flags.extend(office.by_description.then_some("described"));
        out.push(format!(
            "{}|{}|{}|{}|{}",
            office.title,
            name(office.of),
            name(office.person),
            flags.join(" "),
            words(text, &segments, &office.all)
        ));
    }
    out.join("; ")
}

fn check(table: &str, found: impl Fn(&str) -> String) {
    let mut wrong = String::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let got = found(text);
        if got != expected {
            wrong.push_str(&format!("{text}\n  expected {expected}\n  found    {got}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn mentions() {
    check(include_str!("mentions.tsv"), mentions_of);
}

#[test]
fn offices() {
    check(include_str!("offices.tsv"), offices_of);
}

/// Pieces that any order of must leave the search whole: brackets, quotation marks, hyphens, odd letters.
const PIECES: &[&str] = &[
    "Tula",
    "Oblast",
    "the",
    "of",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "-",
    "–",
    "'s",
    "’",
    "Governor",
    "A.",
    "V.P.",
    "Petrov",
    "and",
    ",",
    ".",
    "plant",
    "JSC",
    "MAZ",
    "BelAZ",
    "Ministry",
    "Minister",
    "Deputy",
    "heads",
    "\n\n",
    "É",
    "м",
    "\u{301}",
    "\u{202e}",
    "🚌",
    "№",
    "1",
    "Belarusian",
    "Mr",
    "van",
    "to",
    "in",
    "former",
    "presidents",
    "regions",
    "company",
    "Chamber",
    "&",
    "for",
    "said",
    "Lake",
    "as",
    "government",
    "I",
    "II",
    "ẞ",
    "ǅ",
    "İ",
];

#[test]
fn any_text_is_searched_whole() {
    let gazetteer = gazetteer();
    let mut state = 42_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..next() % 24 {
            text.push_str(PIECES[next() % PIECES.len()]);
            if next() % 4 > 0 {
                text.push(' ');
            }
        }
        let segments = grammar::segment(&text);
        let names = find(&gazetteer, &text, &segments);
        let n_tokens = segments.tokens.len() as u32;
        let mut end = 0;
        for mention in &names.mentions {
            assert!(end <= mention.tokens.start && mention.tokens.start < mention.tokens.end, "{text}");
            assert!(mention.tokens.contains(&mention.head), "{text}");
            assert!((mention.entity as usize) < names.entities.len(), "{text}");
            end = mention.tokens.end;
        }
        assert!(end <= n_tokens, "{text}");
        for office in &names.offices {
            assert!(office.all.start <= office.tokens.start && office.tokens.end <= office.all.end, "{text}");
            assert!(office.all.end <= n_tokens && office.tokens.contains(&office.head), "{text}");
            for entity in office.person.into_iter().chain(office.of) {
                assert!((entity as usize) < names.entities.len(), "{text}");
            }
        }
        for entity in &names.entities {
            assert!(!entity.name.is_empty(), "{text}");
        }
        assert_eq!(names, find(&gazetteer, &text, &segments), "{text}");
    }
}

#[test]
fn faults_in_lists_name_file_and_line() {
    for (path, text, message) in [
        ("data/places/countries.tsv", "id\tname\n", "columns are `id name`"),
        ("data/places/countries.tsv", "id\tname\taliases\tadjectives\tcapital\n\tBelarus\n", "`id` is empty"),
        (
            "data/places/towns.tsv",
            "name\tcountry\tsubdivision\taliases\tformer\tpopulation\tlat\tlon\nBrest\tBY\tBY-BR\t\t\tmany\t\t\n",
            "population `many` is no number",
        ),
        ("data/en/organisation_heads.tsv", "word\tclass\nplant\thead;tail\n", "class `tail` is unknown"),
        ("data/en/offices.tsv", "lemma\tplural\tclass\tuse\nmayor\tmayors\tmayor\tboss\n", "use `boss` is unknown"),
        ("data/en/name_particles.tsv", "form\tclass\nvan\tsmall\n", "class `small` is unknown"),
    ] {
        let error = Gazetteer::load(&[PackFile { path: path.to_owned(), text: text.to_owned() }]).unwrap_err();
        assert_eq!(error.file, path);
        assert!(error.line >= 1 && error.message.contains(message), "{error}");
        assert!(!error.hint.is_empty(), "{error}");
    }
}

#[test]
fn the_lists_of_the_program_load() {
    let gazetteer = Gazetteer::load(&crate::pack::embedded()).unwrap();
    assert!(gazetteer.listed.len() > 10_000);
}
