//! The colours by role, once for each theme. No other file of the program names a colour.

use egui::Color32;

/// The colours of one theme.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// Window behind cards, top bar.
    pub canvas: Color32,
    /// Left rail.
    pub rail: Color32,
    /// Cards, fields, secondary buttons.
    pub surface: Color32,
    /// Dialogs, menus, toasts, chart labels; always with a `line_strong` border.
    pub raised: Color32,
    /// Table footers, chips, plot background of maps.
    pub sunken: Color32,
    /// Pointer over rows and secondary buttons.
    pub hover: Color32,
    /// Card borders, grid lines, dividers.
    pub line: Color32,
    /// Button borders, axis base line, raised borders.
    pub line_strong: Color32,
    /// Borders of fields, checkboxes, radios, switches off, drop zone.
    pub control_line: Color32,
    /// Text; draggable line.
    pub text: Color32,
    /// Second line, help, axis text, icons at rest.
    pub muted: Color32,
    /// Text of disabled controls; never carries information alone.
    pub disabled: Color32,
    /// Primary button, chosen model's curve, sliders, switches.
    pub accent: Color32,
    /// Primary button under the pointer or pressed.
    pub accent_hover: Color32,
    /// Text on accent.
    pub on_accent: Color32,
    /// Chips of inputs.
    pub accent_soft: Color32,
    /// Links, quiet buttons, accent figures.
    pub accent_text: Color32,
    /// Passed, best point.
    pub good: Color32,
    /// Behind `good`.
    pub good_soft: Color32,
    /// Look here, limits, gaps.
    pub warn: Color32,
    /// Behind `warn`.
    pub warn_soft: Color32,
    /// Refused, destructive.
    pub bad: Color32,
    /// Behind `bad`.
    pub bad_soft: Color32,
    /// Selected row, card, segment of a switch.
    pub selection: Color32,
    /// Keyboard focus ring.
    pub focus: Color32,
    /// The answer looked for: marks only, never text.
    pub pos: Color32,
    /// The other answer.
    pub neg: Color32,
    /// Behind dialogs.
    pub scrim: Color32,
    /// Sequential ramp, low to high.
    pub sequential: [Color32; 8],
    /// Diverging ramp, `neg` to `pos`, the middle like the surface.
    pub diverging: [Color32; 9],
}

/// Colours of categories, one set for both themes: petrol, orange, lilac, leaf, berry, ochre, indigo, slate.
pub const CATEGORICAL: [Color32; 8] = [
    rgb(0x28_73_93),
    rgb(0xE1_79_11),
    rgb(0x9E_87_BE),
    rgb(0x5E_A2_6D),
    rgb(0xB1_44_63),
    rgb(0x91_6D_31),
    rgb(0x67_70_F8),
    rgb(0x7D_85_8A),
];

/// Training rows, baselines and everything "other": slate.
pub const SLATE: Color32 = CATEGORICAL[7];

/// Validation rows: indigo.
pub const INDIGO: Color32 = CATEGORICAL[6];

/// Which categorical colour a segment gets, by its place: 2, 1, 7, 4, 8, 3, 5, 6.
const SEGMENT_ORDER: [usize; 8] = [1, 0, 6, 3, 7, 2, 4, 5];

/// The colour of a segment by its 0-based place; from the ninth on slate.
pub fn segment_colour(place: usize) -> Color32 {
    SEGMENT_ORDER.get(place).and_then(|index| CATEGORICAL.get(*index)).copied().unwrap_or(SLATE)
}

/// Text on a chart colour: white or nearly black, whichever contrasts more.
pub fn text_on(fill: Color32) -> Color32 {
    let ink = rgb(0x10_15_1A);
    if contrast(Color32::WHITE, fill) >= contrast(ink, fill) { Color32::WHITE } else { ink }
}

/// A colour of a ramp at a position between 0 and 1, linear in sRGB between steps.
pub fn ramp(steps: &[Color32], position: f64) -> Color32 {
    let last = steps.len().saturating_sub(1);
    let place = if position.is_finite() { position.clamp(0.0, 1.0) } else { 0.5 } * last as f64;
    let lower = (place.floor() as usize).min(last);
    let from = steps.get(lower).copied().unwrap_or_default();
    let to = steps.get((lower + 1).min(last)).copied().unwrap_or(from);
    mix(from, to, (place - lower as f64) as f32)
}

/// A colour between two opaque colours, linear in sRGB; 0 is the first.
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let channel = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(channel(from.r(), to.r()), channel(from.g(), to.g()), channel(from.b(), to.b()))
}

/// Contrast of two opaque colours by WCAG 2: (L₁ + 0.05) / (L₂ + 0.05) of their relative luminances.
pub fn contrast(one: Color32, other: Color32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance by WCAG 2.
fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

impl Tokens {
    /// Uncertainty: the accent, seen through.
    pub fn band(&self) -> Color32 {
        self.accent.gamma_multiply(if self.dark { 0.18 } else { 0.15 })
    }
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme.
pub static LIGHT: Tokens = Tokens {
    dark: false,
    canvas: rgb(0xF6_F7_F8),
    rail: rgb(0xED_EF_F2),
    surface: rgb(0xFF_FF_FF),
    raised: rgb(0xFF_FF_FF),
    sunken: rgb(0xF1_F3_F5),
    hover: rgb(0xEB_EE_F1),
    line: rgb(0xE1_E5_E9),
    line_strong: rgb(0xC6_CD_D4),
    control_line: rgb(0x83_8C_97),
    text: rgb(0x1A_20_27),
    muted: rgb(0x55_60_6C),
    disabled: rgb(0x8F_98_A3),
    accent: rgb(0x0B_6A_82),
    accent_hover: rgb(0x09_56_6A),
    on_accent: rgb(0xFF_FF_FF),
    accent_soft: rgb(0xE2_F0_F4),
    accent_text: rgb(0x0B_6A_82),
    good: rgb(0x1B_75_48),
    good_soft: rgb(0xE4_F3_EA),
    warn: rgb(0x87_55_00),
    warn_soft: rgb(0xFC_F1_DC),
    bad: rgb(0xB3_26_1E),
    bad_soft: rgb(0xFB_E9_E7),
    selection: rgb(0xD3_E9_F0),
    focus: rgb(0x0B_6A_82),
    pos: rgb(0xE1_79_11),
    neg: rgb(0x28_73_93),
    // #1A2027 at 40 %, premultiplied.
    scrim: Color32::from_rgba_premultiplied(10, 13, 16, 102),
    sequential: [
        rgb(0xEB_F5_F9),
        rgb(0xC3_DC_E5),
        rgb(0x99_C3_D2),
        rgb(0x6E_AA_C0),
        rgb(0x43_91_AB),
        rgb(0x1C_78_92),
        rgb(0x05_5E_74),
        rgb(0x01_44_56),
    ],
    diverging: [
        rgb(0x0D_5A_79),
        rgb(0x37_7E_9D),
        rgb(0x6F_A7_C1),
        rgb(0xB0_D1_DF),
        rgb(0xF7_F8_F9),
        rgb(0xED_CA_A8),
        rgb(0xEA_A7_6B),
        rgb(0xE5_81_2A),
        rgb(0xC6_5E_0B),
    ],
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    dark: true,
    canvas: rgb(0x15_18_1C),
    rail: rgb(0x10_13_17),
    surface: rgb(0x1B_1F_24),
    raised: rgb(0x24_2A_30),
    sunken: rgb(0x15_18_1C),
    hover: rgb(0x27_2D_34),
    line: rgb(0x2D_33_3B),
    line_strong: rgb(0x41_4A_54),
    control_line: rgb(0x78_83_8F),
    text: rgb(0xE9_EC_EF),
    muted: rgb(0xA6_B0_BB),
    disabled: rgb(0x6A_75_80),
    accent: rgb(0x5F_BA_D0),
    accent_hover: rgb(0x7E_CB_DD),
    on_accent: rgb(0x06_22_2A),
    accent_soft: rgb(0x17_35_3E),
    accent_text: rgb(0x74_C6_DA),
    good: rgb(0x5D_C2_8C),
    good_soft: rgb(0x17_30_1F),
    warn: rgb(0xE3_AE_50),
    warn_soft: rgb(0x35_2A_12),
    bad: rgb(0xF2_89_7F),
    bad_soft: rgb(0x3B_1E_1C),
    selection: rgb(0x1E_44_51),
    focus: rgb(0x7E_CB_DD),
    pos: rgb(0xE8_87_2B),
    neg: rgb(0x58_AF_CB),
    // Black at 60 %.
    scrim: Color32::from_rgba_premultiplied(0, 0, 0, 153),
    sequential: [
        rgb(0x1C_29_2D),
        rgb(0x20_42_4E),
        rgb(0x25_5D_6F),
        rgb(0x2F_79_90),
        rgb(0x41_95_B0),
        rgb(0x5E_B1_CD),
        rgb(0x85_CD_E6),
        rgb(0xB3_E8_FB),
    ],
    diverging: [
        rgb(0x72_C5_E1),
        rgb(0x4C_97_B3),
        rgb(0x2D_6B_85),
        rgb(0x21_45_55),
        rgb(0x22_27_2D),
        rgb(0x5A_3A_1F),
        rgb(0x8D_53_21),
        rgb(0xC4_6C_1E),
        rgb(0xF2_94_3C),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: f64 = 4.5;
    const GRAPHIC: f64 = 3.0;

    /// (name, one, other, least contrast, contrast by design)
    fn pairs(t: &Tokens) -> Vec<(&'static str, Color32, Color32, f64, [f64; 2])> {
        vec![
            ("text on surface", t.text, t.surface, TEXT, [16.4, 14.0]),
            ("text on canvas", t.text, t.canvas, TEXT, [15.3, 15.0]),
            ("text on raised", t.text, t.raised, TEXT, [16.4, 12.2]),
            ("text on selection", t.text, t.selection, TEXT, [13.0, 8.9]),
            ("muted on surface", t.muted, t.surface, TEXT, [6.4, 7.5]),
            ("muted on canvas", t.muted, t.canvas, TEXT, [6.0, 8.1]),
            ("muted on rail", t.muted, t.rail, TEXT, [5.6, 8.5]),
            ("muted on sunken", t.muted, t.sunken, TEXT, [5.8, 8.1]),
            ("muted on hover", t.muted, t.hover, TEXT, [5.5, 6.3]),
            ("muted on selection", t.muted, t.selection, TEXT, [5.1, 4.8]),
            ("accent_text on surface", t.accent_text, t.surface, TEXT, [6.2, 8.5]),
            ("accent_text on selection", t.accent_text, t.selection, TEXT, [4.9, 5.4]),
            ("accent_text on accent_soft", t.accent_text, t.accent_soft, TEXT, [5.3, 6.7]),
            ("on_accent on accent", t.on_accent, t.accent, TEXT, [6.2, 7.4]),
            ("on_accent on accent_hover", t.on_accent, t.accent_hover, TEXT, [8.2, 9.0]),
            ("good on surface", t.good, t.surface, TEXT, [5.7, 7.5]),
            ("good on good_soft", t.good, t.good_soft, TEXT, [5.0, 6.5]),
            ("warn on surface", t.warn, t.surface, TEXT, [6.3, 8.2]),
            ("warn on warn_soft", t.warn, t.warn_soft, TEXT, [5.6, 7.0]),
            ("bad on surface", t.bad, t.surface, TEXT, [6.5, 6.8]),
            ("bad on bad_soft", t.bad, t.bad_soft, TEXT, [5.6, 6.2]),
            ("text on warn_soft", t.text, t.warn_soft, TEXT, [14.7, 11.9]),
            ("control_line on surface", t.control_line, t.surface, GRAPHIC, [3.4, 4.3]),
            ("control_line on canvas", t.control_line, t.canvas, GRAPHIC, [3.2, 4.6]),
            ("focus on canvas", t.focus, t.canvas, GRAPHIC, [5.8, 9.7]),
            ("accent on surface", t.accent, t.surface, GRAPHIC, [6.2, 7.4]),
            ("pos on surface", t.pos, t.surface, GRAPHIC - 0.05, [3.0, 6.3]),
            ("neg on surface", t.neg, t.surface, GRAPHIC, [5.3, 6.6]),
        ]
    }

    #[test]
    fn contrast_matches_published_values() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(rgb(0x77_77_77), Color32::WHITE) - 4.48).abs() < 0.005);
        assert!((contrast(Color32::from_rgb(255, 0, 0), Color32::WHITE) - 4.00).abs() < 0.005);
    }

    #[test]
    fn every_pair_is_readable_in_both_themes() {
        for (index, tokens) in [&LIGHT, &DARK].into_iter().enumerate() {
            for (name, one, other, least, designed) in pairs(tokens) {
                let seen = contrast(one, other);
                assert!(seen >= least, "{name}: {seen:.2}");
                assert!((seen - designed[index]).abs() < 0.12, "{name}: {seen:.2}, designed {designed:?}");
            }
        }
    }

    #[test]
    fn categories_stand_out_from_both_surfaces() {
        for colour in CATEGORICAL {
            for tokens in [&LIGHT, &DARK] {
                assert!(contrast(colour, tokens.surface) >= 2.95, "{colour:?}");
            }
            assert!(contrast(text_on(colour), colour) >= 3.7, "{colour:?}");
        }
    }

    #[test]
    fn ramps_end_where_they_should() {
        for tokens in [&LIGHT, &DARK] {
            assert_eq!(ramp(&tokens.sequential, 0.0), tokens.sequential[0]);
            assert_eq!(ramp(&tokens.sequential, 1.0), tokens.sequential[7]);
            assert_eq!(ramp(&tokens.diverging, 0.5), tokens.diverging[4]);
            assert_eq!(ramp(&tokens.diverging, 7.0), tokens.diverging[8]);
            assert_eq!(ramp(&tokens.diverging, f64::NAN), tokens.diverging[4]);
        }
        assert_eq!(mix(Color32::BLACK, Color32::WHITE, 0.5), Color32::from_gray(128));
    }
}
