//! Workbooks made by hand, part by part.

use std::io::Write as _;

use super::*;
use crate::domain::column::FindingKind;
use crate::domain::table::RejectReason;

/// A workbook with sheets of these names; each holds the rows of `<sheetData>` and what follows them.
pub(super) fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: String, text: String| {
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let numbered = || sheets.iter().enumerate().map(|(index, (name, _))| (index + 1, name));
    let listed: String = numbered()
        .map(|(id, name)| format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>"))
        .collect();
    let linked: String = numbered()
        .map(|(id, _)| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>")
        })
        .collect();
    part(
        "[Content_Types].xml".into(),
        format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        ),
    );
    part(
        "_rels/.rels".into(),
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml".into(),
        format!(
            "<workbook xmlns=\"{spreadsheet}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels".into(),
        format!(
            "<Relationships xmlns=\"{package}/relationships\">{linked}<Relationship Id=\"rId99\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
        ),
    );
    // Style 1 is a day, style 2 a day with its time.
    part(
        "xl/styles.xml".into(),
        format!(
            "<styleSheet xmlns=\"{spreadsheet}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
        ),
    );
    for ((id, _), (_, rows)) in numbered().zip(sheets) {
        part(
            format!("xl/worksheets/sheet{id}.xml"),
            format!("<worksheet xmlns=\"{spreadsheet}\">{rows}</worksheet>"),
        );
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn word(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

pub(super) fn value(place: &str, style: u8, value: &str) -> String {
    format!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>")
}

pub(super) fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

fn customers() -> String {
    let rows = [
        row(1, &[word("A1", "Customers of March")]),
        row(
            3,
            &[
                word("A3", "town"),
                word("B3", "joined"),
                word("C3", "spend"),
                word("D3", "seen"),
                word("E3", "active"),
            ],
        ),
        row(
            4,
            &[
                word("A4", "Rome, \"the old\""),
                value("B4", 1, "45292"),
                value("C4", 0, "0.30000000000000004"),
                value("D4", 2, "45292.75"),
                "<c r=\"E4\" t=\"b\"><v>1</v></c>".to_owned(),
            ],
        ),
        row(
            5,
            &[
                value("B5", 1, "45323"),
                "<c r=\"C5\"><f>1+1</f><v>2</v></c>".to_owned(),
                value("D5", 2, "45323.5"),
                "<c r=\"E5\" t=\"b\"><v>0</v></c>".to_owned(),
            ],
        ),
        row(
            6,
            &[
                word("A6", "Oslo"),
                value("B6", 1, "45324"),
                "<c r=\"C6\" t=\"e\"><v>#N/A</v></c>".to_owned(),
                value("D6", 2, "45324.5"),
            ],
        ),
        row(8, &[word("A8", "Total"), value("C8", 0, "2.3")]),
    ];
    format!("<sheetData>{}</sheetData><mergeCells><mergeCell ref=\"A4:A5\"/></mergeCells>", rows.concat())
}

#[test]
fn a_sheet_is_read_as_it_shows() {
    let table = table(book(&[("Notes", "<sheetData/>"), ("March", &customers()), ("April", "<sheetData/>")]));
    assert_eq!(table.names(), ["town", "joined", "spend", "seen", "active"]);
    assert_eq!(
        cells(&table),
        [
            ["Rome, \"the old\"", "2024-01-01", "0.3", "2024-01-01 18:00:00", "TRUE"],
            ["Rome, \"the old\"", "2024-02-01", "2", "2024-02-01 12:00:00", "FALSE"],
            ["Oslo", "2024-02-02", "#N/A", "2024-02-02 12:00:00", ""],
        ]
    );
    let facts = table.facts();
    assert_eq!((facts.encoding.as_str(), facts.sheet.as_deref(), facts.skipped), ("Excel", Some("March"), 2));
    let others: Vec<&str> = facts.others.iter().map(|other| other.name.as_str()).collect();
    assert_eq!(others, ["Notes", "April"]);
    assert_eq!((table.rejected()[0].line, table.rejected()[0].reason), (8, RejectReason::Footnote));
}

#[test]
fn formulas_without_a_result_are_told() {
    let formula = |place: &str, value: &str| format!("<c r=\"{place}\"><f>A2*2</f>{value}</c>");
    let blank = |place: &str| format!("<c r=\"{place}\" s=\"1\"/>");
    let sheet = |value: &str| {
        let mut rows = row(1, &[word("A1", "spend"), word("B1", "double"), word("C1", "note")]);
        for number in 2..6 {
            let [a, b, c] = ["A", "B", "C"].map(|column| format!("{column}{number}"));
            rows += &row(number, &[self::value(&a, 0, "21"), formula(&b, value), blank(&c)]);
        }
        book(&[("March", &format!("<sheetData>{rows}</sheetData>"))])
    };
    let told = |table: &Table| {
        let found = profile(table, &Recipe::new(None)).findings.into_iter();
        found.map(|finding| (finding.kind, finding.rows)).find(|(kind, _)| *kind == FindingKind::Uncomputed)
    };
    let computed = table(sheet("<v>42</v>"));
    assert_eq!((computed.cell(0, 1).as_ref(), told(&computed)), ("42", None));
    let not = table(sheet(""));
    assert_eq!((not.cell(0, 1).as_ref(), told(&not)), ("", Some((FindingKind::Uncomputed, 4))));
    assert_eq!(not.facts().uncomputed.as_ref().map(|found| found.first.as_str()), Some("B2"));
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let second =
        format!("<sheetData>{}{}</sheetData>", row(1, &[word("A1", "id")]), row(2, &[value("A2", 0, "7")]));
    let scene = scene(book(&[("March", &customers()), ("April", &second)]));
    let of = |sheet: &str| {
        let reading = Reading { sheet: Some(sheet.to_owned()), ..Reading::default() };
        read(&scene.path, &reading, &mut |_| true)
    };
    assert_eq!(cells(&of("April").unwrap()), [["7"]]);
    assert_eq!(of("May").unwrap_err().why.id, "data-error-why-no-sheet");
}

#[test]
fn workbooks_that_cannot_be_read_say_why() {
    assert_eq!(try_table(book(&[("Empty", "<sheetData/>")])).unwrap_err().why.id, "data-error-why-no-cells");
    assert_eq!(try_table(encrypted()).unwrap_err().why.id, "data-error-why-password");
    let mut damaged = book(&[("March", &customers())]);
    damaged.truncate(damaged.len() / 2);
    assert_eq!(try_table(damaged).unwrap_err().why.id, "data-error-why-damaged-workbook");
}

/// What Office writes around a workbook with a password: a compound file with a part of this name.
fn encrypted() -> Vec<u8> {
    let mut file = Vec::new();
    let number = |value: u32| value.to_le_bytes();
    file.extend_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file.extend_from_slice(&[0; 16]);
    // Versions, byte order, sectors of 512 and 64 bytes.
    file.extend_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    for value in [0, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0] {
        file.extend_from_slice(&number(value));
    }
    file.resize(512, 0xFF);
    for value in [0xFFFF_FFFD, 0xFFFF_FFFE] {
        file.extend_from_slice(&number(value));
    }
    file.resize(1024, 0xFF);
    for (name, kind) in [("Root Entry", 5_u8), ("EncryptedPackage", 2)] {
        let start = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(start + 64, 0);
        file.extend_from_slice(&(name.len() as u16 * 2 + 2).to_le_bytes());
        file.extend_from_slice(&[kind, 1]);
        file.resize(start + 68, 0xFF);
        file.extend_from_slice(&[0xFF; 12]);
        file.resize(start + 116, 0);
        file.extend_from_slice(&number(0xFFFF_FFFE));
        file.resize(start + 128, 0);
    }
    file.resize(1536, 0);
    file
}
