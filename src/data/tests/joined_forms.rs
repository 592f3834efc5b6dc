//! A second file joins alike, however its cells are kept: as text of another country, in a workbook, in Parquet.

use std::path::Path;

use polars::prelude::*;

use super::cells;
use super::joins::{brought, english, joined, key};
use super::parquet::{day, written};
use super::workbooks::{book, row, value, word};
use crate::data::{guess_join, read_any, second};
use crate::domain::join::{Alike, Join, Take};
use crate::domain::recipe::{Reading, Recipe};

/// Orders: who, how much in quarters of the mark, day of January 2024.
const ORDERS: [(i64, i64, u32); 5] = [(7, 41, 1), (7, 3, 9), (8, 21, 4), (6, 5, 2), (7, 1, 5)];

fn text() -> Vec<u8> {
    let mut text = "客户号;金额;日期\n".to_owned();
    for (who, amount, day) in ORDERS {
        let amount = format!("{:.2}", amount as f64 / 4.0).replace('.', ",");
        text += &format!("{who};{amount};{day:02}.01.2024\n");
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

fn workbook() -> Vec<u8> {
    let head = row(1, &[word("A1", "客户号"), word("B1", "金额"), word("C1", "日期")]);
    let rows = ORDERS.iter().zip(2_u32..).map(|((who, amount, day), at)| {
        let amount = (*amount as f64 / 4.0).to_string();
        // 45292 is the first of January 2024 in the days of a workbook.
        let day = (45_291 + day).to_string();
        row(
            at,
            &[
                value(&format!("A{at}"), 0, &who.to_string()),
                value(&format!("B{at}"), 0, &amount),
                value(&format!("C{at}"), 1, &day),
            ],
        )
    });
    let rows: String = rows.collect();
    book(&[("订单", &format!("<sheetData>{head}{rows}</sheetData>"))])
}

fn columns() -> Vec<u8> {
    let amounts: Vec<f64> = ORDERS.iter().map(|(_, amount, _)| *amount as f64 / 4.0).collect();
    let frame = DataFrame::new(
        ORDERS.len(),
        vec![
            Column::new("客户号".into(), ORDERS.iter().map(|(who, ..)| *who).collect::<Vec<_>>()),
            Column::new("金额".into(), amounts),
            Column::new("日期".into(), ORDERS.iter().map(|order| day(2024, 1, order.2)).collect::<Vec<_>>()),
        ],
    );
    written(frame.unwrap())
}

#[test]
fn text_workbook_and_parquet_bring_over_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.csv");
    std::fs::write(&own, "id,name,since\n7,Ann,2023-05-01\n8,Bo,2023-06-01\n9,Cy,2023-07-01\n").unwrap();
    let headed = Reading { header: Some(1), ..Reading::default() };
    let own = read_any(&own, &headed, &mut |_| true).unwrap();
    for (name, bytes) in [("orders.csv", text()), ("orders.xlsx", workbook()), ("orders.parquet", columns())]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let reading = if name.ends_with("csv") { headed.clone() } else { Reading::default() };
        let found = second(&own, &path, &reading, &mut |_| true).unwrap();
        let recipe = Recipe::new(None);
        let guess =
            guess_join(&own, &recipe, (Path::new(name), &reading, &found), &english, &|| true).unwrap();
        assert_eq!(guess.keys, [key("id", "客户号")], "{name}");
        let join = Join {
            file: path,
            reading,
            keys: guess.keys,
            alike: Alike::default(),
            bring: vec![
                brought(Take::Rows, "", "", "orders"),
                brought(Take::Sum, "金额", "", "spent"),
                brought(Take::Latest, "金额", "日期", "last"),
                brought(Take::Latest, "日期", "日期", "day"),
            ],
        };
        let table = joined(&own, &join).unwrap();
        let rows: Vec<Vec<String>> = cells(&table).into_iter().map(|row| row[3..].to_vec()).collect();
        assert_eq!(
            rows,
            [["3", "11.25", "0.75", "2024-01-09"], ["1", "5.25", "5.25", "2024-01-04"], ["0", "", "", ""]],
            "{name}"
        );
    }
}
