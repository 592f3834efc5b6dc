//! The font files of the house, embedded, for the window and for pictures. Their licences lie beside them.

/// The family of the Latin ones.
pub const FAMILY: &str = "IBM Plex Sans";
/// Latin, weight 400.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf");
/// Latin, weight 500.
pub const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf");
/// Latin, weight 600.
pub const STRONG: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf");
/// Chinese, weight 400.
pub const CHINESE: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf");
/// Chinese, weight 700; the common half of the characters.
pub const CHINESE_STRONG: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold-subset.otf");
/// All of them.
pub const ALL: [&[u8]; 5] = [REGULAR, MEDIUM, STRONG, CHINESE, CHINESE_STRONG];
