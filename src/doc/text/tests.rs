use super::*;
use crate::doc::{Cite, Column, Table};

fn plain(blocks_: &[Block], width: usize) -> String {
    blocks(blocks_, &Style { width, ..Style::PIPE })
}

fn options() -> Table {
    let mut table = Table::new([
        Column::new("Option").min_width(12),
        Column::new("Pathway").min_width(11),
        Column::new("Days").right(),
        Column::new("Owner").importance(10),
        Column::new("Weakest fact").importance(5),
    ])
    .caption("Relief options as of 2026-11-22");
    table.group("Executive action alone");
    table.row([
        Phrase::new().code("license-energy-payments"),
        Phrase::new().toned(Tone::Executive, "executive"),
        "0".into(),
        "Treasury".into(),
        "primary".into(),
    ]);
    table.group("Congressional review");
    table.row([
        Phrase::new().code("delist-sovcomflot"),
        Phrase::new().toned(Tone::Executive, "executive").text(" | ").toned(Tone::Review, "review"),
        "30".into(),
        "State with Treasury".into(),
        "secondary".into(),
    ]);
    table
}

#[test]
fn a_table_fits_eighty_columns() {
    let expected = "\
Relief options as of 2026-11-22
Option                   Pathway             Days  Owner       Weakest fact
───────────────────────  ──────────────────  ────  ──────────  ────────────
Executive action alone ────────────────────────────────────────────────────
license-energy-payments  executive              0  Treasury    primary

Congressional review ──────────────────────────────────────────────────────
delist-sovcomflot        executive | review    30  State with  secondary
                                                   Treasury
";
    assert_eq!(plain(&[options().into()], 80), expected);
}

#[test]
fn a_narrow_table_names_what_it_leaves_out() {
    let expected = "\
Relief options as of 2026-11-22
Option                 Pathway      Days
─────────────────────  ───────────  ────
Executive action alone ─────────────────
license-energy-        executive       0
payments

Congressional review ───────────────────
delist-sovcomflot      executive |    30
                       review
Columns left out at this width: Owner,
Weakest fact.
";
    assert_eq!(plain(&[options().into()], 40), expected);
}

#[test]
fn where_nothing_can_be_left_out_rows_are_stacked() {
    let mut table = Table::new(["Option", "Pathway", "Controlling lock"].map(Column::new));
    table.row(["ease".into(), "executive".into(), "caatsa/216".into()]);
    assert_eq!(
        plain(&[table.into()], 20),
        "Option: ease\nPathway: executive\nControlling lock:\n  caatsa/216\n"
    );
}

#[test]
fn colour_in_a_table_is_closed_in_each_cell() {
    let mut table = Table::new(["Option", "Pathway"].map(Column::new));
    let review = Phrase::new().toned(Tone::Review, "congressional review of e\u{301}制");
    table.row([review, Phrase::new().strong("§ 216")]);
    let painted = blocks(&[table.into()], &Style { width: 24, color: true, unicode: true });
    let expected = "\
<1mOption           Pathway<0m
<2m───────────────<0m  <2m───────<0m
<33mcongressional<0m    <1m§ 216<0m
<33mreview of e\u{301}制<0m
";
    assert_eq!(painted.replace("\u{1b}[", "<"), expected);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_letter_of_a_cell_is_lost(text in "[a-z一-龥\u{301}\u{644}\u{627}🇷🇺 /-]{0,60}|\\PC{0,60}", width in 20..50usize) {
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        let mut table = Table::new([Column::new("h")]);
        table.row([text.as_str().into()]);
        let rows = plain(&[table.into()], width).lines().skip(2).collect::<String>();
        proptest::prop_assert_eq!(letters(&rows), letters(&visible::shown(&text)));
    }
}

#[test]
fn an_empty_table_says_so() {
    let table = Table::new([Column::new("Option")]).when_empty("No option is executive-only.");
    assert_eq!(plain(&[table.into()], 80), "Option\n──────\nNo option is executive-only.\n");
    assert_eq!(plain(&[Table::default().into()], 80), "");
}

#[test]
fn lists_hang_and_nest() {
    let inner = Block::bullets(["an inner item that is long enough to wrap"]);
    let list = Block::list(true, [vec![Block::paragraph("first"), inner], vec![Block::paragraph("second")]]);
    let expected = "1. first\n   • an inner item that is\n     long enough to wrap\n2. second\n";
    assert_eq!(plain(&[list], 28), expected);
}

#[test]
fn trees_definitions_callouts_and_headings_are_set() {
    let mut doc = Doc::new("E.O. 14024");
    doc.heading(1, "Cascade");
    doc.push(Block::Tree(vec![
        TreeNode::new("eo-14024")
            .with([TreeNode::new("eo-14066").with([TreeNode::new("gl-8")]), TreeNode::new("eo-14071")]),
    ]));
    doc.push(Block::definitions([("signed", "2021-04-15"), ("effective", "the same day, by section 9")]));
    doc.push(Block::callout(Callout::Contested, "Two readings."));
    doc.push(Block::Receipt(vec!["relief 0.1.0".into()]));
    let unicode = "\
E.O. 14024
══════════

Cascade
───────
eo-14024
├─ eo-14066
│  └─ gl-8
└─ eo-14071

signed     2021-04-15
effective  the same day, by section 9

│ Contested
│ Two readings.

relief 0.1.0
";
    assert_eq!(write(&doc, &Style::PIPE), unicode);
    let ascii = write(&doc, &Style { unicode: false, ..Style::PIPE });
    assert!(ascii.is_ascii());
    assert!(ascii.contains("|- eo-14066\n|  `- gl-8\n`- eo-14071\n"), "{ascii}");
}

#[test]
fn colour_is_painted_on_words_and_closed_on_each_line() {
    let text =
        Phrase::new().toned(Tone::Review, "review of").text(" x").cite(Cite::new("INARA 135", "inara/135"));
    let style = Style { width: 80, color: true, unicode: true };
    let painted = blocks(&[Block::Paragraph(text)], &style);
    assert_eq!(painted, "\u{1b}[33mreview of\u{1b}[0m x \u{1b}[2m[INARA 135]\u{1b}[0m\n");
    let heading = blocks(&[Block::heading(2, "two words")], &style);
    assert_eq!(heading, "\u{1b}[1mtwo words\u{1b}[0m\n");
}

#[test]
fn long_words_break_where_it_helps() {
    assert_eq!(
        plain(&[Block::paragraph("eo-14066/import-energy-of-russia")], 24),
        "eo-14066/import-energy-\nof-russia\n"
    );
    let cjk = plain(&[Block::paragraph("制裁解除选项登记册".repeat(4))], 21);
    assert!(cjk.lines().all(|line| line.chars().count() <= 10), "{cjk}");
    let accents = plain(&[Block::paragraph("e\u{301}".repeat(50))], 20);
    assert_eq!(accents.lines().next().map(|line| line.chars().count()), Some(40));
}

#[test]
fn deep_trees_show_their_depth() {
    let mut node = TreeNode::new("leaf");
    for i in 0..40 {
        node = TreeNode::new(format!("node {i}")).with([node]);
    }
    let text = plain(&[Block::Tree(vec![node])], 40);
    assert!(text.contains("(40) leaf\n"), "{text}");
}
