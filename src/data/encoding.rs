//! Finds out how the letters of a file are written as bytes.
//!
//! UTF-8 proves itself: hardly any other text is valid UTF-8 by chance. For the others every candidate is tried
//! and judged by how ordinary its letters are, since a wrong one often decodes without an error, only to rubbish.
//! Chinese, Japanese and Korean are judged by the rows of their own standards that hold the common letters;
//! among the alphabets of one byte a letter, `chardetng` decides.

use crate::domain::recipe::Encoding;

/// Bytes of lines with letters beyond ASCII that are judged; more do not change the answer.
const JUDGED: usize = 1 << 18;
/// Below this share of ordinary letters a text is not what it was taken for.
const ORDINARY: f64 = 0.6;

/// Syllables that make up more than half of any Korean text, of the 2,350 that EUC-KR writes.
const KOREAN: &str = "이다는에의가을하은고지기도로사한를으자리어시대나인전정서아그보부상수들있일라제해주장원면것게적등과공스조구동관만\
     성년선경소치세문여미모무비오유우안용화회학국민신산중금연요계개위영방내당단남명물생실외입재출진차체최통품호후객번름울";
/// A Korean text has at least one of them in so many; what was written otherwise and is read as Korean has one in
/// twenty.
const KOREAN_IN: usize = 5;
/// Letters that tell it.
const ENOUGH: usize = 2_000;

/// The byte order mark at the start of a file, and what it stands for.
pub(super) fn bom(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((Encoding::Gb18030, 4)),
        _ => None,
    }
}

/// UTF-16 without a byte order mark, told by what its units would be as letters.
pub(super) fn utf16(sample: &[u8]) -> Option<Encoding> {
    let head = sample.get(..sample.len().min(1 << 16) & !1).unwrap_or_default();
    if head.len() < 8 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let judged = |unit: fn([u8; 2]) -> u16| {
        let (mut plain, mut strange) = (0_usize, 0_usize);
        for pair in head.chunks_exact(2) {
            let &[first, second] = pair else { continue };
            match unit([first, second]) {
                9 | 10 | 13 | 0x20..=0x7E => plain += 1,
                0..=0x1F | 0x7F..=0x9F | 0xE000..=0xF8FF | 0xFFFE | 0xFFFF => strange += 1,
                _ => {}
            }
        }
        // Tables hold delimiters, digits and line ends in any language.
        let all = head.len() / 2;
        if strange * 200 <= all && plain >= (all / 20).max(4) { plain } else { 0 }
    };
    let (little, big) = (judged(u16::from_le_bytes), judged(u16::from_be_bytes));
    match little.cmp(&big) {
        std::cmp::Ordering::Greater => Some(Encoding::Utf16Le),
        std::cmp::Ordering::Less => Some(Encoding::Utf16Be),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether a sample is UTF-8 with at most single damaged lines. A cut letter at the very end is fine.
pub(super) fn is_utf8(sample: &[u8]) -> bool {
    let Err(error) = std::str::from_utf8(sample) else { return true };
    if error.error_len().is_none() {
        return true;
    }
    let (mut good, mut bad) = (0_u64, 0_u64);
    for line in lines(sample) {
        match std::str::from_utf8(line) {
            Err(_) => bad += 1,
            Ok(text) if !text.is_ascii() => good += 1,
            Ok(_) => {}
        }
    }
    // In another encoding nearly no line with foreign letters is valid UTF-8.
    bad <= good
}

fn lines(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    sample.split(|byte| *byte == b'\n' || *byte == b'\r')
}

/// The likeliest encoding of bytes that are not UTF-8.
pub(super) fn guess(sample: &[u8]) -> Encoding {
    let mut text = Vec::new();
    for line in lines(sample).filter(|line| !line.is_ascii()) {
        text.extend_from_slice(line);
        text.push(b'\n');
        if text.len() > JUDGED {
            break;
        }
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&text, true);
    let opinion = of_name(detector.guess(None, false).name());
    let mut best = (ORDINARY, None);
    for encoding in [Encoding::Gb18030, Encoding::Big5, Encoding::ShiftJis, Encoding::EucJp, Encoding::EucKr]
    {
        // The second opinion settles what the letters alone leave open.
        let bonus = if opinion == Some(encoding) { 0.05 } else { 0.0 };
        let score = ordinary(&text, encoding) + bonus;
        if score > best.0 {
            best = (score, Some(encoding));
        }
    }
    best.1.or_else(|| opinion.filter(|encoding| !is_wide(*encoding))).unwrap_or(Encoding::Windows1252)
}

fn is_wide(encoding: Encoding) -> bool {
    matches!(
        encoding,
        Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::EucJp | Encoding::EucKr
    )
}

fn of_name(name: &str) -> Option<Encoding> {
    Encoding::from_label(name)
}

/// The share of letters beyond ASCII that are common in the language an encoding was made for; errors count
/// heavily against it.
fn ordinary(text: &[u8], encoding: Encoding) -> f64 {
    let (mut all, mut common, mut wrong, mut kana) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut at = 0;
    while let Some(&lead) = text.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let trail = text.get(at + 1).copied().unwrap_or_default();
        all += 1;
        let high = (0xA1..=0xFE).contains(&trail);
        let (length, is_common) = match encoding {
            Encoding::Gb18030 => {
                if trail.is_ascii_digit() && (0x81..=0xFE).contains(&lead) {
                    (4, false)
                } else if (0x81..=0xFE).contains(&lead) && (0x40..=0xFE).contains(&trail) && trail != 0x7F {
                    (2, high && matches!(lead, 0xA1 | 0xA3 | 0xB0..=0xD7))
                } else {
                    (0, false)
                }
            }
            Encoding::Big5 => {
                if (0x81..=0xFE).contains(&lead) && (high || (0x40..=0x7E).contains(&trail)) {
                    (2, matches!(lead, 0xA1..=0xC6))
                } else {
                    (0, false)
                }
            }
            Encoding::ShiftJis => match lead {
                0xA1..=0xDF => (1, false),
                0x81..=0x9F | 0xE0..=0xFC if (0x40..=0xFC).contains(&trail) && trail != 0x7F => {
                    (2, matches!(lead, 0x81..=0x83 | 0x88..=0x97))
                }
                _ => (0, false),
            },
            Encoding::EucJp => {
                kana += u64::from(matches!(lead, 0xA4 | 0xA5));
                match lead {
                    0x8E if high => (2, false),
                    0xA1..=0xFE if high => (2, matches!(lead, 0xA1 | 0xA3..=0xA5 | 0xB0..=0xCF)),
                    _ => (0, false),
                }
            }
            _ => match lead {
                0xA1..=0xFE if high => (2, matches!(lead, 0xA1 | 0xA3 | 0xB0..=0xC8)),
                0x81..=0xC6 if trail.is_ascii_alphabetic() || trail > 0x80 => (2, false),
                _ => (0, false),
            },
        };
        wrong += u64::from(length == 0);
        common += u64::from(is_common);
        at += length.max(1);
    }
    if all == 0 || (encoding == Encoding::EucJp && kana * 20 < all) {
        return 0.0;
    }
    if encoding == Encoding::EucKr && !is_korean(text) {
        return 0.0;
    }
    // Hangul alone fills the rows up to C8; Chinese hardly ever keeps to them.
    let narrow = if encoding == Encoding::EucKr && all >= 8 && common == all { 0.02 } else { 0.0 };
    (common as f64 - 5.0 * wrong as f64) / all as f64 + narrow
}

/// Whether a text read as EUC-KR has the syllables that Korean has. The commonest half of the Chinese characters
/// stands in the same rows, so a few words of a header alone would pass for either.
fn is_korean(text: &[u8]) -> bool {
    let read = table(Encoding::EucKr).decode_without_bom_handling(text).0;
    let letters = read.chars().filter(|letter| !letter.is_ascii()).take(ENOUGH);
    let (all, frequent) = letters.fold((0_usize, 0_usize), |(all, frequent), letter| {
        (all + 1, frequent + usize::from(KOREAN.contains(letter)))
    });
    frequent * KOREAN_IN >= all
}

/// The decoder's own table for an encoding.
pub(super) fn table(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
        Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
        Encoding::EucJp => encoding_rs::EUC_JP,
        Encoding::EucKr => encoding_rs::EUC_KR,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        Encoding::Windows1250 => encoding_rs::WINDOWS_1250,
        Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
        Encoding::Windows1253 => encoding_rs::WINDOWS_1253,
        Encoding::Windows1254 => encoding_rs::WINDOWS_1254,
        Encoding::Windows1257 => encoding_rs::WINDOWS_1257,
        Encoding::Iso8859x2 => encoding_rs::ISO_8859_2,
        Encoding::Iso8859x7 => encoding_rs::ISO_8859_7,
        Encoding::Koi8U => encoding_rs::KOI8_U,
        Encoding::Macintosh => encoding_rs::MACINTOSH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_found_by_their_letters() {
        let cases: &[(&str, Encoding)] = &[
            ("用户ID,客户分类,区域,是否省会,7月销量\n59224,A类,一线城市,是,6\n", Encoding::Gb18030),
            ("客户号;金额;日期\n7;10,25;01.01.2024\n", Encoding::Gb18030),
            ("订单号,姓名\n7,李明\n", Encoding::Gb18030),
            ("고객번호;금액;날짜\n7;10,25;01.01.2024\n", Encoding::EucKr),
            ("商品ID,类别ID,门店编号,单价,销量,成交时间,订单ID\n", Encoding::Gb18030),
            ("景點名稱,電話,地址,停車資訊\n臺北市立動物園,02-1,新光路二段,有\n", Encoding::Big5),
            ("名前,年齢\n山田,30\nさくら,28\nスズキ,32\n", Encoding::ShiftJis),
            ("이름,나이,도시\n김민수,30,서울\n이영희,25,부산\n", Encoding::EucKr),
            ("Année;Prix\n2013;élevé\n2014;très cher\n", Encoding::Windows1252),
            ("name,town\nAnn,München\nBob,Köln\n", Encoding::Windows1252),
            ("Имя,Город\nАнна,Москва\nИван,Новосибирск\n", Encoding::Windows1251),
        ];
        for (text, expected) in cases {
            let (bytes, _, lossy) = table(*expected).encode(text);
            assert!(!lossy, "{text}");
            assert!(!is_utf8(&bytes));
            assert_eq!(guess(&bytes), *expected, "{text}");
        }
        let greek = table(Encoding::Iso8859x7).encode("id,όνομα\n1,Λεωνίδας\n2,Αλέξανδρος\n").0.into_owned();
        assert!(matches!(guess(&greek), Encoding::Iso8859x7 | Encoding::Windows1253));
    }

    #[test]
    fn utf16_is_found_without_a_mark() {
        for text in ["a,b\n1,2\n", "名字,城市,年龄\n张三,上海,30\n李四,北京,25\n王五,广州,41\n"]
        {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(utf16(&little), Some(Encoding::Utf16Le), "{text}");
            assert_eq!(utf16(&big), Some(Encoding::Utf16Be), "{text}");
        }
        assert_eq!(utf16(b"plain,text\n1,2\n"), None);
        assert_eq!(utf16(b"\x01\x02\0\x03\0\0\x08\x09\x10\x11"), None);
    }
}
