//! What is found out about short texts.

use super::*;
use crate::domain::recipe::Quote;

fn sniffed(text: &str) -> Found {
    let format = sniff(text.as_bytes(), true, &Reading::default());
    let dialect = format.dialect;
    (
        char::from(dialect.delimiter),
        dialect.quote.map(char::from),
        format.marks.decimal,
        format.header_rows > 0,
        format.width,
    )
}

type Found = (char, Option<char>, char, bool, usize);

#[test]
fn formats_are_found_out() {
    let double = Some('"');
    let cases: &[(&str, Found)] = &[
        ("a,b\n1,2\n", (',', double, '.', true, 2)),
        ("a;b\n1,5;2\n3,25;4\n", (';', double, ',', true, 2)),
        ("a\tb\nx y, z\t2\n", ('\t', double, '.', true, 2)),
        ("a|b|c\n1|2|3\n", ('|', double, '.', true, 3)),
        ("1,2\n3,4\n", (',', double, '.', false, 2)),
        ("name\nAnn\nBob\n", (',', double, '.', true, 1)),
        ("a,b\n'x,1',2\n'y,2',3\n", (',', Some('\''), '.', true, 2)),
        ("a,b\n\"35,203\",1\n\"1,100\",2\n", (',', double, '.', true, 2)),
        ("region,2018,2019\nNorth,100,200\n", (',', double, '.', true, 3)),
        ("milk,bread\nmilk\nbeer,milk,eggs\nmilk\n", (',', double, '.', false, 3)),
        ("a;b\n1,5;2,5\n1,5;2,5\n1,5;3,5\n", (';', double, ',', true, 2)),
        ("time\n12:30\n13:45\n", (',', double, '.', true, 1)),
    ];
    for (text, expected) in cases {
        assert_eq!(sniffed(text), *expected, "{text:?}");
    }
}

#[test]
fn what_is_given_is_not_sniffed() {
    let reading = Reading {
        delimiter: Some(';'),
        quote: Some(Quote::None),
        decimal: Some(','),
        header: Some(0),
        ..Reading::default()
    };
    let format = sniff(b"a,b\n1,2\n", true, &reading);
    assert_eq!(format.dialect, Dialect::plain(b';', None));
    assert_eq!((format.marks.decimal, format.header_rows, format.width), (',', 0, 1));
}
