//! Files as shops, tills and exports write them: other encodings, titles above, sums below, several tables.

use super::*;
use crate::data::{encoding, sample};
use crate::domain::recipe::Encoding;
use crate::domain::table::{RejectReason, Sample};

#[test]
fn other_encodings_give_the_same_cells() {
    let chinese = "姓名,城市,消费\n张三,上海,12.5\n李四,北京,7\n王五,广州,31\n";
    let traditional = "景點名稱,地址\n臺北市立動物園,新光路二段\n國立故宮博物院,至善路\n";
    let cases: &[(&str, Encoding)] = &[
        (chinese, Encoding::Gb18030),
        (chinese, Encoding::Utf16Le),
        (chinese, Encoding::Utf16Be),
        (traditional, Encoding::Big5),
        ("名前,年齢\n山田,30\nさくら,28\n", Encoding::ShiftJis),
        ("Année;Prix\nété;12,5\nNoël;7,25\n", Encoding::Windows1252),
        ("Имя,Город\nАнна,Москва\nИван,Новосибирск\n", Encoding::Windows1251),
    ];
    for (text, written) in cases {
        let bytes = match written {
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            other => encoding::table(*other).encode(text).0.into_owned(),
        };
        let plain = table(text);
        let read = table(&bytes);
        assert_eq!(read.names(), plain.names(), "{written:?}");
        assert_eq!(cells(&read), cells(&plain), "{written:?}");
        assert_eq!(read.facts().encoding, written.name());
    }
}

#[test]
fn an_encoding_shows_itself_late() {
    // The first letter beyond ASCII stands behind several megabytes.
    let mut bytes = b"name,number\n".to_vec();
    for row in 0..200_000 {
        bytes.extend_from_slice(format!("somebody,{row}\n").as_bytes());
    }
    bytes.extend_from_slice(&encoding::table(Encoding::Gb18030).encode("张三,1\n李四,2\n王小明,3\n").0);
    let table = table(&bytes);
    assert_eq!(table.facts().encoding, "GB18030");
    assert_eq!((table.rows(), table.cell(200_000, 0).as_ref()), (200_003, "张三"));
    assert!(table.rejected().is_empty());
}

#[test]
fn damaged_letters_cost_their_row() {
    let mut bytes = encoding::table(Encoding::Gb18030)
        .encode("姓名,城市\n张三,上海\n李四,北京\n王五,广州\n")
        .0
        .into_owned();
    bytes.extend_from_slice(b"\xB0\x20,x\n");
    let table = table(&bytes);
    assert_eq!(table.rows(), 3);
    assert_eq!((table.rejected()[0].line, table.rejected()[0].reason), (5, RejectReason::NotText));
}

#[test]
fn a_chosen_encoding_is_used() {
    let scene = scene(b"name,town\nAnn,M\xFCnchen\nBob,K\xF6ln\n");
    let reading = Reading { encoding: Some(Encoding::Macintosh), ..Reading::default() };
    let table = read(&scene.path, &reading, &mut |_| true).unwrap();
    assert_eq!((table.cell(0, 1).as_ref(), table.facts().encoding.as_str()), ("M¸nchen", "Mac Roman"));
}

#[test]
fn layouts_are_found_out() {
    // (file, names, rows, lines before the table, rows of names)
    let cases: &[(&str, &[&str], &[&[&str]], u64, u8)] = &[
        (
            "Export of 2024\n\nid,town\n1,Rome\n2,Oslo\n",
            &["id", "town"],
            &[&["1", "Rome"], &["2", "Oslo"]],
            2,
            1,
        ),
        ("# by the till\nid;sum\n1;2,5\n2;3,5\n", &["id", "sum"], &[&["1", "2,5"], &["2", "3,5"]], 1, 1),
        (
            "Sales,,\n,,\nid,town,sum\n1,Rome,5\n2,Oslo,6\n3,Bern,7\n",
            &["id", "town", "sum"],
            &[&["1", "Rome", "5"], &["2", "Oslo", "6"], &["3", "Bern", "7"]],
            2,
            1,
        ),
        (
            ",Q1,,Q2,\nid,units,sum,units,sum\n1,2,3,4,5\n2,3,4,5,6\n3,4,5,6,7\n4,5,6,7,8\n",
            &["id", "Q1 units", "Q1 sum", "Q2 units", "Q2 sum"],
            &[
                &["1", "2", "3", "4", "5"],
                &["2", "3", "4", "5", "6"],
                &["3", "4", "5", "6", "7"],
                &["4", "5", "6", "7", "8"],
            ],
            0,
            2,
        ),
        (
            "id, town, note\n1, Rome, \"a, b\"\n2, Oslo, c\n",
            &["id", "town", "note"],
            &[&["1", "Rome", "a, b"], &["2", "Oslo", "c"]],
            0,
            1,
        ),
        (
            "  1  20240101   2.5\n 17  20240102  12.5\n",
            &["column_1", "column_2", "column_3"],
            &[&["1", "20240101", "2.5"], &["17", "20240102", "12.5"]],
            0,
            0,
        ),
        (
            "a,b\n1,\"say \\\"hi\\\", you\"\n2,\"c\\\\d\"\n",
            &["a", "b"],
            &[&["1", "say \"hi\", you"], &["2", "c\\d"]],
            0,
            1,
        ),
        ("\u{feff}a,b\n1,2\n\u{feff}\"3\",4\n", &["a", "b"], &[&["1", "2"], &["3", "4"]], 0, 1),
    ];
    for (text, names, rows, skipped, header_rows) in cases {
        let table = table(text);
        assert_eq!(table.names(), *names, "{text:?}");
        assert_eq!(cells(&table), *rows, "{text:?}");
        let facts = table.facts();
        assert_eq!((facts.skipped, facts.header_rows), (*skipped, *header_rows), "{text:?}");
    }
}

#[test]
fn what_stands_below_a_table_is_set_aside() {
    let text = "id,town,sum\n1,Rome,5\n2,Oslo,6\n\nTotal,,11\nSource: the shop's own till\n";
    let table = table(text);
    assert_eq!(table.rows(), 2);
    let found: Vec<_> = table.rejected().iter().map(|row| (row.line, row.reason, row.raw.as_str())).collect();
    let note = RejectReason::Footnote;
    assert_eq!(found, [(5, note, "Total,,11"), (6, note, "Source: the shop's own till")]);
    // A town of that name among the rows is no sum.
    let table = super::table("town,sum\nTotal,5\nRome,6\nTotal,7\n");
    assert_eq!((table.rows(), table.rejected().len()), (3, 0));
}

#[test]
fn empty_rows_at_the_end_are_left_out_and_told() {
    let told = |text: &str| {
        let table = table(text);
        let profile = profile(&table, &Recipe::new(None));
        let found = profile.findings.into_iter().find(|found| found.kind.name() == "empty-end");
        (table.rows(), found.map(|found| found.rows))
    };
    assert_eq!(told("id,town\n1,Rome\n,\n2,Oslo\n,\n,\n"), (3, Some(2)), "the one in the midst is a row");
    assert_eq!(told("id,town\n1,Rome\n2,Oslo\n\n"), (2, None), "a blank line is no row");
}

#[test]
fn names_that_repeat_are_no_customers() {
    let table = table("id,town,sum\n1,Rome,5\nid,town,sum\n2,Oslo,6\n");
    assert_eq!(cells(&table), [["1", "Rome", "5"], ["2", "Oslo", "6"]]);
    assert_eq!((table.rejected()[0].line, table.rejected()[0].reason), (3, RejectReason::RepeatedHeader));
}

#[test]
fn the_first_of_several_tables_is_read() {
    let text = "id,sum,town\n1,5,Rome\n2,6,Oslo\n\norder,price\n7,1.5\n8,2.5\n9,3.5\n";
    let first = table(text);
    assert_eq!(cells(&first), [["1", "5", "Rome"], ["2", "6", "Oslo"]]);
    let [other] = first.facts().others.as_slice() else { panic!("{:?}", first.facts()) };
    assert_eq!((other.name.as_str(), other.line, other.rows), ("order, price", Some(5), Some(3)));
    // Leaving out the lines before it reads the other one.
    let scene = scene(text);
    let reading = Reading { skip: other.line.map(|line| line - 1), ..Reading::default() };
    let second = read(&scene.path, &reading, &mut |_| true).unwrap();
    assert_eq!(second.names(), ["order", "price"]);
    assert_eq!(second.rows(), 3);
}

#[test]
fn a_stray_quotation_mark_is_a_letter_where_only_that_fits() {
    let table = table("id,name,note\n1,\"Ann,\"x, y\"\n2,Bob,\"z\"\n");
    assert_eq!(cells(&table), [["1", "\"Ann", "x, y"], ["2", "Bob", "z"]]);
    assert_eq!((table.mended_rows(), table.rejected().len()), (1, 0));
}

#[test]
fn an_open_quote_in_a_large_file_costs_one_row() {
    let mut text = "id,name\n1,\"Ann\n".to_owned();
    for row in 2..300_000 {
        text.push_str(&format!("{row},somebody\n"));
    }
    let table = table(&text);
    assert_eq!((table.rows(), table.rejected().len()), (299_998, 1));
    assert_eq!((table.rejected()[0].line, table.rejected()[0].reason), (2, RejectReason::OpenQuote));
}

#[test]
fn a_huge_cell_is_read() {
    let long = "word, ".repeat(300_000);
    let table = table(format!("id,note\n1,\"{long}\"\n2,short\n"));
    assert_eq!((table.rows(), table.cell(0, 1).len()), (2, long.len()));
}

#[test]
fn only_the_first_rows_are_read_if_asked() {
    let scene = scene("a,b\n1,2\n".to_owned() + &"3,4\n".repeat(900_000));
    let reading = Reading { rows: Some(10), ..Reading::default() };
    let table = read(&scene.path, &reading, &mut |_| true).unwrap();
    assert_eq!((table.rows(), table.facts().sample), (10, Some(Sample::First)));
}

#[test]
fn names_alone_are_a_table_for_those_who_ask() {
    let scene = scene("id,town\n");
    let table = crate::data::read_any(&scene.path, &Reading::default(), &mut |_| true).unwrap();
    assert_eq!((table.rows(), table.names()), (0, ["id".to_owned(), "town".to_owned()].as_slice()));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let to = path.clone();
    let writer =
        std::thread::spawn(move || std::fs::write(to, "a,b\n1,2\n".to_owned() + &"3,4\n".repeat(500_000)));
    let table = read(&path, &Reading::default(), &mut |_| true).unwrap();
    assert_eq!(table.rows(), 500_001);
    writer.join().unwrap().unwrap();
}

#[test]
fn no_damage_makes_the_reader_panic() {
    use rand::{Rng as _, SeedableRng as _};
    let seeds: [&[u8]; 6] = [
        b"id,name,note\n1,\"Ann, B\",\"x\"\"y\"\n2,Bob,\n\nTotal,,3\n",
        b"Report\n\na;b;c\r\n1,5;2;\"x\r\ny\"\r\n3,5;4;z\r\n",
        b"  1 20240101  2.5\n 22 20240102 12.5\n",
        b"\xEF\xBB\xBFa\tb\n1.234,5\t'x'\n2.345,6\ty\\\"\n",
        b"\xFF\xFEa\0,\0b\0\n\x001\0,\x002\0\n\0",
        b"\xD0\xD5\xC3\xFB,\xB3\xC7\xCA\xD0\n\xD5\xC5\xC8\xFD,1\n",
    ];
    let spice: &[u8] = b"\"',;\t| \n\r\\\0\xFF\xEF\xBB\xBF\xA1\x81#9.";
    let mut random = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(7);
    for case in 0..1_500 {
        let mut bytes = seeds[case % seeds.len()].repeat(random.gen_range(1..4));
        for _ in 0..random.gen_range(0..12) {
            let at = random.gen_range(0..=bytes.len());
            if random.gen_bool(0.6) {
                bytes.insert(at, spice[random.gen_range(0..spice.len())]);
            } else if at < bytes.len() {
                bytes.remove(at);
            }
        }
        let Ok(table) = try_table(&bytes) else { continue };
        // Every row has a cell for every name, and what was set aside lies within the file.
        let lines = bytes.len() as u64 + 1;
        assert!(table.rejected().iter().all(|row| (1..=lines).contains(&row.line)), "{bytes:?}");
        let _last = table.cell(table.rows() - 1, table.names().len() - 1);
        let _profile = profile(&table, &Recipe::new(None));
    }
}

#[test]
fn a_sample_is_drawn_from_the_readable_rows() {
    let mut text = String::from("id,note\n");
    for row in 0..1_000 {
        text.push_str(&format!("{row},n{row}\n"));
        if row % 90 == 7 {
            text.push_str("a,b,too,many\n");
        }
    }
    let scene = scene(text);
    let whole = read(&scene.path, &Reading::default(), &mut |_| true).unwrap();
    for step in [1, 2, 3, 10, 999, 5_000] {
        let reading = Reading { every: Some(step), ..Reading::default() };
        let some = read(&scene.path, &reading, &mut |_| true).unwrap();
        let drawn = (0..).zip(cells(&whole)).filter(|(row, _)| sample::is_drawn(*row, step));
        assert_eq!(cells(&some), drawn.map(|(_, row)| row).collect::<Vec<_>>(), "every {step}");
        let sample = (step > 1).then_some(Sample::Every { step, of: 1_000 });
        assert_eq!((some.facts().sample, some.rejected().len()), (sample, whole.rejected().len()));
    }
}

#[test]
fn a_row_that_was_set_aside_knows_its_place() {
    let table = table("id,v\n1,a\n2,b,surplus\n3,c\n4,d\n5,\"open\nTotal,9\n");
    let places: Vec<_> = table.rejected().iter().map(|row| (row.line, row.before)).collect();
    for (line, before) in &places {
        // Of the rows above that line, those that were read: counted by hand.
        let above = [2, 4, 5].iter().filter(|own| *own < line).count() as u64;
        assert_eq!(*before, above, "line {line}");
    }
    assert!(places.len() >= 2, "{places:?}");
}

#[test]
fn the_first_rows_of_a_large_file_are_those_of_the_whole() {
    let mut text = String::from("id;name;spend\n");
    for row in 0..250_000 {
        text.push_str(&format!("{row};\"Ann; {row}\";{},5\n", row % 97));
    }
    let scene = scene(text);
    let first = crate::data::read_first(&scene.path, &Reading::default(), &mut |_| true).unwrap().unwrap();
    let whole = read(&scene.path, &Reading::default(), &mut |_| true).unwrap();
    assert_eq!((first.rows(), first.names()), (500, whole.names()));
    assert!((0..500).all(|row| (0..3).all(|column| first.cell(row, column) == whole.cell(row, column))));
    assert_eq!((first.facts().decimal, first.facts().delimiter), (',', ';'));
}

#[test]
fn of_a_wide_file_fewer_rows_are_shown_first() {
    let cells = |row: u32| {
        (0..5_000).map(|column| (10 + (row + column) % 90).to_string()).collect::<Vec<_>>().join(",")
    };
    let mut text = (0..5_000).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    for row in 0..400 {
        text.push('\n');
        text.push_str(&cells(row));
    }
    let scene = scene(text);
    let first = crate::data::read_first(&scene.path, &Reading::default(), &mut |_| true).unwrap().unwrap();
    assert_eq!((first.rows(), first.names().len()), (40, 5_000));
    assert_eq!(first.cell(39, 4_999), (10 + (39 + 4_999) % 90).to_string());
}
