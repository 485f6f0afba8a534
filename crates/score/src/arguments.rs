//! Arguments of a statement as lines for people, whether they stand in the public form or in that of gold files.

use serde_json::Value as Json;

/// A line for each argument: the role, the value, its ISO code. "from MAZ", "to Samara Oblast#RU-SAM", "quantity over 120 buses".
pub fn arguments(args: &Json) -> Vec<String> {
    match args {
        Json::Array(args) => args.iter().map(|arg| line(arg["role"].as_str().unwrap_or("?"), &public(arg))).collect(),
        Json::Object(roles) => roles
            .iter()
            .flat_map(|(role, values)| {
                values.as_array().into_iter().flatten().map(|value| line(role, &value_of_gold(value)))
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn line(role: &str, value: &str) -> String {
    format!("{role:9}{value}")
}

fn public(arg: &Json) -> String {
    let name = arg["name"].as_str().or(arg["text"].as_str()).or(arg["edtf"].as_str());
    match (name, arg["id"].as_str()) {
        (Some(name), Some(id)) => format!("{name}#{id}"),
        (Some(name), None) => name.to_owned(),
        (None, _) => fields(arg),
    }
}

fn value_of_gold(value: &Json) -> String {
    value.as_str().map_or_else(|| fields(value), str::to_owned)
}

/// The fields of a measured value in the order in which one says them.
fn fields(value: &Json) -> String {
    let mut words = Vec::new();
    for field in ["approx", "currency", "direction", "value", "percent", "unit"] {
        match &value[field] {
            Json::Null => {}
            Json::String(word) if word.is_empty() => {}
            Json::String(word) => words.push(word.clone()),
            other if field == "percent" => words.push(format!("{other}%")),
            other => words.push(other.to_string()),
        }
    }
    if value["top"] == Json::Bool(true) {
        words.insert(0, "top".to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::arguments;

    #[test]
    fn both_forms_read_alike() {
        let public = json!([
            {"role": "to", "name": "Pskov Oblast", "id": "RU-PSK", "start": null, "end": null},
            {"role": "quantity", "value": 40, "unit": "looms", "approx": "over"},
            {"role": "rank", "value": 6, "top": true},
        ]);
        let gold = json!({
            "to": ["Pskov Oblast#RU-PSK"],
            "quantity": [{"value": 40, "unit": "looms", "approx": "over"}],
            "rank": [{"value": 6, "top": true}],
        });
        let expected = ["to       Pskov Oblast#RU-PSK", "quantity over 40 looms", "rank     top 6"];
        assert_eq!(arguments(&public), expected);
        assert_eq!(arguments(&gold), expected);
    }
}
