//! Made-up names and places. Towns do not exist; phone numbers are of the kind kept free for fiction.

use super::chance::Chance;

/// A first or family name and how it is spelled in an e-mail address.
type Spelled = (&'static str, &'static str);

const FIRST: [Spelled; 32] = [
    ("Ada", "ada"),
    ("Amira", "amira"),
    ("Anton", "anton"),
    ("Bea", "bea"),
    ("Carlos", "carlos"),
    ("Chloé", "chloe"),
    ("Dmitri", "dmitri"),
    ("Elif", "elif"),
    ("Emil", "emil"),
    ("Fatima", "fatima"),
    ("Grace", "grace"),
    ("Hugo", "hugo"),
    ("Ines", "ines"),
    ("Ivan", "ivan"),
    ("Jana", "jana"),
    ("Jörg", "joerg"),
    ("Kofi", "kofi"),
    ("Lena", "lena"),
    ("Liam", "liam"),
    ("Mai", "mai"),
    ("Mateo", "mateo"),
    ("Nadia", "nadia"),
    ("Noah", "noah"),
    ("Olga", "olga"),
    ("Priya", "priya"),
    ("Rosa", "rosa"),
    ("Samuel", "samuel"),
    ("Søren", "soren"),
    ("Tara", "tara"),
    ("Vera", "vera"),
    ("Yusuf", "yusuf"),
    ("Zoë", "zoe"),
];

const FAMILY: [Spelled; 28] = [
    ("Abbot", "abbot"),
    ("Alder", "alder"),
    ("Baptiste", "baptiste"),
    ("Brook", "brook"),
    ("Castell", "castell"),
    ("Dunmore", "dunmore"),
    ("Eriksen", "eriksen"),
    ("Farrow", "farrow"),
    ("Gupta", "gupta"),
    ("Haddad", "haddad"),
    ("Ibsen", "ibsen"),
    ("Jansen", "jansen"),
    ("Kowal", "kowal"),
    ("Lindqvist", "lindqvist"),
    ("Marsh", "marsh"),
    ("Nakano", "nakano"),
    ("Núñez", "nunez"),
    ("O’Dell", "odell"),
    ("Petrova", "petrova"),
    ("Quist", "quist"),
    ("Rahman", "rahman"),
    ("Sato", "sato"),
    ("Tóth", "toth"),
    ("Umar", "umar"),
    ("Vargas", "vargas"),
    ("Weiss", "weiss"),
    ("Yilmaz", "yilmaz"),
    ("Zeller", "zeller"),
];

/// Names as they are written where the family name comes first.
const WHOLE: [Spelled; 8] = [
    ("陈静", "chen.jing"),
    ("李明", "li.ming"),
    ("林晓梅", "lin.xiaomei"),
    ("王芳", "wang.fang"),
    ("吴磊", "wu.lei"),
    ("张伟", "zhang.wei"),
    ("赵敏", "zhao.min"),
    ("周洋", "zhou.yang"),
];

/// Towns of the shop and how many of its customers live there.
pub(super) const TOWNS: [(&str, f64); 8] = [
    ("Norwick", 26.0),
    ("Port Alder", 20.0),
    ("Elmstead", 15.0),
    ("Westhaven", 12.0),
    ("Kingsmere", 10.0),
    ("Oakbridge", 8.0),
    ("Saltcombe", 6.0),
    ("Ferndale Bay", 3.0),
];

/// Towns that occur only among new customers.
pub(super) const NEW_TOWNS: [&str; 2] = ["Brightwater", "Hollowmoor"];

/// A full name and the part of an e-mail address before the number.
pub(super) fn name(chance: &mut Chance) -> (String, String) {
    if chance.happens(0.08) {
        let at = chance.below(WHOLE.len());
        return WHOLE.get(at).map_or_else(Default::default, |(name, mail)| ((*name).into(), (*mail).into()));
    }
    let first = FIRST.get(chance.below(FIRST.len())).copied().unwrap_or_default();
    let family = FAMILY.get(chance.below(FAMILY.len())).copied().unwrap_or_default();
    (format!("{} {}", first.0, family.0), format!("{}.{}", first.1, family.1))
}

/// A number of the block 555-0100 to 555-0199, one per customer for the first 80,000.
pub(super) fn phone(number: usize) -> String {
    format!("+1 {} 555 01{:02}", 200 + (number / 100) % 800, number % 100)
}
