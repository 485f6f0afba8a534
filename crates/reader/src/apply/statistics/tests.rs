//! Sentences, lists and tables of trade, each with the statements that they make.

use model::{Document, Kind, Role, Statement};

use crate::Reader;

/// The statements of trade of a text published on 20 May 2024: form, stage, then the arguments in the order of their roles.
fn trade(text: &str) -> Vec<String> {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    let mut document = Document::from_text(text.to_owned());
    document.published = Some("2024-05-20".parse().unwrap());
    let made = reader.read(&document);
    made.iter().filter(|statement| statement.kind() == Kind::Trade).map(line).collect()
}

fn line(statement: &Statement) -> String {
    let form = statement.form().map_or("none", |form| form.as_str());
    let stage = statement.stage().map_or(String::new(), |stage| format!(" {}", stage.as_str()));
    let roles = [
        Role::Party,
        Role::From,
        Role::To,
        Role::Item,
        Role::Quantity,
        Role::Amount,
        Role::Change,
        Role::Share,
        Role::Rank,
        Role::When,
    ];
    let mut out = format!("{form}{stage}:");
    for role in roles {
        let mut values: Vec<String> = statement.role(role).map(|arg| arg.value.to_string()).collect();
        values.sort();
        for value in values {
            out.push_str(&format!(" {value};"));
        }
    }
    out
}

fn check(text: &str, expected: &[&str]) {
    let mut made = trade(text);
    let mut expected: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
    made.sort();
    expected.sort();
    assert_eq!(made, expected, "{text}");
}

#[test]
fn what_a_sum_is_compared_with_is_a_statement_of_its_own() {
    check(
        "Slovenia's trade with Croatia came to 8.4 billion euros in 2023, against 8.9 billion in 2022.",
        &[
            "turnover: Croatia (HR); Slovenia (SI); EUR 8400000000; 2023;",
            "turnover: Croatia (HR); Slovenia (SI); EUR 8900000000; 2022;",
        ],
    );
    check(
        "Nepal's trade deficit with China stood at 1.1 billion dollars in 2023, a year before 900 million.",
        &[
            "balance: China (CN); Nepal (NP); USD 1100000000; 2023;",
            "balance: China (CN); Nepal (NP); USD 900000000; 2022;",
        ],
    );
}

#[test]
fn a_flow_goes_on_where_none_is_named() {
    check(
        "Trade between Ghana and Togo made 61 million dollars in 2023. Of them exports of Ghana were 44 million.",
        &[
            "turnover: Ghana (GH); Togo (TG); USD 61000000; 2023;",
            "exports: Ghana (GH); Togo (TG); USD 44000000; 2023;",
        ],
    );
    check(
        "Trade between Oman and Yemen fell by 12 per cent in 2023. The parties hope for 700 million dollars by 2027.",
        &[
            "turnover: Oman (OM); Yemen (YE); -12%; 2023;",
            "turnover planned: Oman (OM); Yemen (YE); USD 700000000; 2027;",
        ],
    );
    check(
        "Estonia's trade with Latvia came to 5 billion euros in 2023. That is 7 per cent less than a year earlier.",
        &["turnover: Estonia (EE); Latvia (LV); EUR 5000000000; -7%; 2023;"],
    );
}

#[test]
fn elided_sums_take_the_unit_of_the_last() {
    check(
        "Laos and Thailand trade. Trade between them stood at 120 million dollars in 2021, it dropped to 95 in 2022, and in the \
         first three months of this year the growth was only two per cent.",
        &[
            "turnover: Laos (LA); Thailand (TH); USD 120000000; 2021;",
            "turnover: Laos (LA); Thailand (TH); USD 95000000; down; 2022;",
            "turnover: Laos (LA); Thailand (TH); +2%; 2024-01/2024-03;",
        ],
    );
}

#[test]
fn bare_figures_are_in_the_unit_of_the_heading_and_brackets_hold_indices() {
    check(
        "Foreign trade of Peru with Bolivia in January-March 2024\n(EUR mln; brackets: % of the year before)\n\n\
         Turnover 410.6 (104.2). Exports of Peru 250.1 (98.5), imports 160.5 (114.8).\n\n\
         Exports: zinc 40.2 (1.4 times up); fish meal 31.0 (92.0); cotton 12.5.\n",
        &[
            "turnover: Bolivia (BO); Peru (PE); EUR 410600000; +4.2%; 2024-01/2024-03;",
            "exports: Peru (PE); Bolivia (BO); EUR 250100000; -1.5%; 2024-01/2024-03;",
            "imports: Bolivia (BO); Peru (PE); EUR 160500000; +14.8%; 2024-01/2024-03;",
            "exports: Peru (PE); Bolivia (BO); zinc; EUR 40200000; +40%; 2024-01/2024-03;",
            "exports: Peru (PE); Bolivia (BO); fish meal; EUR 31000000; -8%; 2024-01/2024-03;",
            "exports: Peru (PE); Bolivia (BO); cotton; EUR 12500000; 2024-01/2024-03;",
        ],
    );
}

#[test]
fn lists_say_who_sold_and_what_it_was_before() {
    check(
        "Trade of Jordan with Egypt, 2023, USD mln\n\nSold to Egypt: potash 41.5 (2022: 38.2); phosphates 12.4.\n\
         Bought there: rice 20.6; cement 11.9.\n",
        &[
            "exports: Jordan (JO); Egypt (EG); potash; USD 41500000; 2023;",
            "exports: Jordan (JO); Egypt (EG); potash; USD 38200000; 2022;",
            "exports: Jordan (JO); Egypt (EG); phosphates; USD 12400000; 2023;",
            "imports: Egypt (EG); Jordan (JO); rice; USD 20600000; 2023;",
            "imports: Egypt (EG); Jordan (JO); cement; USD 11900000; 2023;",
        ],
    );
}

#[test]
fn rows_of_a_table_take_time_and_meaning_from_their_columns() {
    check(
        "Trade of Norway with Iceland, million euros\n\nIndicator | 2022 | 2023 | 2023 to 2022, %\n\
         Turnover | 510.4 | 561.4 | 110.0\nExports | 300.1 | 285.1 | 95.0\n",
        &[
            "turnover: Iceland (IS); Norway (NO); EUR 510400000; 2022;",
            "turnover: Iceland (IS); Norway (NO); EUR 561400000; +10%; 2023;",
            "exports: Norway (NO); Iceland (IS); EUR 300100000; 2022;",
            "exports: Norway (NO); Iceland (IS); EUR 285100000; -5%; 2023;",
        ],
    );
    check(
        "Trade of Chile with Peru, thousand US dollars\n\nYear ... turnover / export / import\n\
         2022 ... 9,044 / 5,031 / 4,013\n2023 ... 9,952 / 5,637 / 4,315\n",
        &[
            "turnover: Chile (CL); Peru (PE); USD 9044000; 2022;",
            "exports: Chile (CL); Peru (PE); USD 5031000; 2022;",
            "imports: Peru (PE); Chile (CL); USD 4013000; 2022;",
            "turnover: Chile (CL); Peru (PE); USD 9952000; 2023;",
            "exports: Chile (CL); Peru (PE); USD 5637000; 2023;",
            "imports: Peru (PE); Chile (CL); USD 4315000; 2023;",
        ],
    );
}

#[test]
fn a_row_rests_on_its_heading_too() {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    let text = "Trade of Norway with Iceland, million euros\n\nIndicator | 2022 | 2023\nTurnover | 510.4 | 561.4\n";
    let made = reader.read(&Document::from_text(text.to_owned()));
    let rests: Vec<usize> = made.iter().map(|statement| statement.evidence().len()).collect();
    assert_eq!(rests, [2, 2]);
}

#[test]
fn shares_and_ranks_keep_their_sides() {
    check(
        "Timber makes up 40 per cent of Latvia's exports to Japan.",
        &["exports: Latvia (LV); Japan (JP); Timber; 40%;"],
    );
    check(
        "Sri Lanka is the fourth trading partner of the Maldives.",
        &["turnover: Maldives (MV); Sri Lanka (LK); rank 4;"],
    );
}

#[test]
fn sums_and_counts_of_other_things_are_no_trade() {
    check(
        "Trade between Malta and Tunisia made 90 million euros in 2023. The hospital received 40 beds last year against 30 in \
         2022. The construction of the port costs 200 million euros.",
        &["turnover: Malta (MT); Tunisia (TN); EUR 90000000; 2023;"],
    );
    check(
        "Trade between Malta and Tunisia grew by 4% in 2023. Rates on 1 July: USD 0.92, GBP 1.17, CHF 1.03.",
        &["turnover: Malta (MT); Tunisia (TN); +4%; 2023;"],
    );
    check("Austria sold Hungary 30 trams worth 60 million euros.", &[]);
}

#[test]
fn deals_of_a_stretch_of_time_are_a_flow_and_no_supply_besides() {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    let text = "Kazakhstan sold grain worth 40 million dollars to Uzbekistan in 2024.";
    let made = reader.read(&Document::from_text(text.to_owned()));
    let kinds: Vec<Kind> = made.iter().map(Statement::kind).collect();
    assert_eq!(kinds, [Kind::Trade]);
}

#[test]
fn a_currency_is_no_side() {
    check(
        "Deliveries from Moldova to Latvia reached US$ 14.2 million in 2023, hence a surplus of US$ 2.6 million.",
        &[
            "exports: Moldova (MD); Latvia (LV); USD 14200000; 2023;",
            "balance: Latvia (LV); Moldova (MD); USD 2600000; 2023;",
        ],
    );
}

#[test]
fn a_participle_with_an_object_is_the_verb() {
    check(
        "Trade is growing. Last year Latvian firms exported goods for 412 million euros to Georgia, 23 percent above 2020.",
        &["exports: Latvian firms (LV); Georgia (GE); EUR 412000000; +23%; 2023;"],
    );
}

#[test]
fn a_share_of_what_is_sold_is_one_of_the_exports() {
    check(
        "Trade between Latvia and Georgia made 40 million dollars in 2023. Four fifths of what Latvia sells is machinery, medicines and paper.",
        &[
            "turnover: Georgia (GE); Latvia (LV); USD 40000000; 2023;",
            "exports: Latvia (LV); Georgia (GE); machinery; medicines; paper; 80%; 2023;",
        ],
    );
}

#[test]
fn a_part_of_a_sum_is_told_by_its_flow() {
    check(
        "Trade between Latvia and Georgia made 40 million dollars in 2023, of this 24 is import.",
        &[
            "turnover: Georgia (GE); Latvia (LV); USD 40000000; 2023;",
            "imports: Georgia (GE); Latvia (LV); USD 24000000; 2023;",
        ],
    );
    check(
        "Latvia sold Georgia 14 million euros worth of goods in 2023. It bought for 11.2 million.",
        &[
            "exports: Latvia (LV); Georgia (GE); EUR 14000000; 2023;",
            "imports: Georgia (GE); Latvia (LV); EUR 11200000; 2023;",
        ],
    );
}

#[test]
fn a_customer_has_a_rank_in_the_exports() {
    check("Georgia is a modest ninth among the customers of Latvia.", &["exports: Latvia (LV); Georgia (GE); rank 9;"]);
}

#[test]
fn sales_of_a_firm_to_nobody_are_no_trade() {
    check("The firm employs 133 people in Riga and had sales of 19 million euros in 2023.", &[]);
}

#[test]
fn goods_behind_a_colon_are_those_of_the_sum() {
    check(
        "Latvia and Georgia trade. In 2023 imports from Georgia to Latvia came to 9 million euros: cables, timber and paper.",
        &["imports: Georgia (GE); Latvia (LV); cables; paper; timber; EUR 9000000; 2023;"],
    );
}
