//! Comparing words without case and punctuation.

/// The words in lower case, parted by one space, without punctuation: "Samara  Oblast'" is "samara oblast".
pub(crate) fn fold(words: &str) -> String {
    let letters: String = words
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True where an item and the unit of its count name the same thing: the unit is empty, or the last words agree (a plural
/// ending of up to two letters aside) and the one phrase holds nothing that the other contradicts, being one word or a part of it.
pub(crate) fn same_thing(item: &str, unit: &str) -> bool {
    let (item, unit) = (fold(item), fold(unit));
    let (item, unit): (Vec<&str>, Vec<&str>) = (item.split(' ').collect(), unit.split(' ').collect());
    if unit == [""] {
        return item != [""];
    }
    let (short, long) = if item.len() <= unit.len() { (&item, &unit) } else { (&unit, &item) };
    let ends = &long[long.len() - short.len()..];
    let alike = |a: &str, b: &str| {
        let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        a == b || (a.chars().count() >= 3 && b.starts_with(a) && b.chars().count() - a.chars().count() <= 2)
    };
    short.iter().zip(ends).all(|(a, b)| alike(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_units() {
        for (item, unit, is_same) in [
            ("passenger vehicles", "vehicles", true),
            ("lift", "lifts", true),
            ("buses", "diesel buses", true),
            ("lifts", "", true),
            ("lifts", "units", false),
            ("diesel buses", "city buses", false),
            ("fertilizers", "tonnes of fertilizers", true),
            ("", "units", false),
        ] {
            assert_eq!(same_thing(item, unit), is_same, "{item} / {unit}");
        }
    }
}
