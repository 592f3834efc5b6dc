//! Draws the gallery of widgets and charts into PNG files: `cargo run --example gallery -- FOLDER`.

use std::path::PathBuf;

use clientele::text::Language;
use clientele::ui::theme;
use egui_kittest::Harness;

#[path = "../tests/gallery/page.rs"]
mod page;

use page::{Say, State};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let _ = page::greeting();
    for (theme, theme_name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for language in Language::ALL {
            let say = Say(language);
            let mut controls = Harness::builder()
                .with_size(egui::vec2(880.0, 840.0))
                .with_theme(theme)
                .with_context_setup(theme::install)
                .build_ui_state(move |ui, state| page::controls(ui, say, state), State::default());
            controls.run();
            let name = format!("{}-{theme_name}.png", language.tag());
            controls.render()?.save(folder.join(format!("controls-{name}")))?;
            let mut charts = Harness::builder()
                .with_size(egui::vec2(1280.0, 1400.0))
                .with_theme(theme)
                .with_context_setup(theme::install)
                .build_ui(move |ui| page::charts(ui, say));
            charts.run();
            charts.render()?.save(folder.join(format!("charts-{name}")))?;
        }
    }
    Ok(())
}
