//! Messages into words: English and Simplified Chinese, with the number formats of each.
//!
//! Every visible word of the program comes from here, whether it ends on a screen, in a report or on the
//! command line. Stands on `domain` alone; must not know who asks (no egui, no files, no clock). Start with
//! [`Words`]; [`mod@format`] holds the plain number formats for axes, tables and tiles.

pub mod fonts;
pub mod format;
mod locales;
mod words;

pub use self::words::Words;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// International English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// Both languages, in the order menus show them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language the operating system asks for; English where it asks for another one.
    pub fn from_system() -> Self {
        sys_locale::get_locales().find_map(|tag| Self::from_tag(&tag)).unwrap_or_default()
    }

    /// The language of a locale tag such as "zh-CN", "zh_Hans_SG.UTF-8" or "en"; none for other languages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The tag under which the language is kept in settings and names its message folder.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The name of the language in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn tags_choose_the_language() {
        for (tag, expected) in [
            ("en", Some(Language::English)),
            ("en-GB", Some(Language::English)),
            ("en_US.UTF-8", Some(Language::English)),
            ("zh-CN", Some(Language::Chinese)),
            ("zh_Hans_SG", Some(Language::Chinese)),
            ("ZH", Some(Language::Chinese)),
            ("de-DE", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), expected, "{tag}");
        }
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
    }
}
