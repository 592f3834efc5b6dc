//! Draws the gallery of widgets and charts into PNG files: `cargo run --example gallery -- FOLDER`.

use std::path::PathBuf;

use clientele::text::Language;
use clientele::ui::theme;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

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
            for summary in ["Ranking curve, AUC 0.85", "排序曲线，AUC 0.85"] {
                if let Some(chart) = charts.query_by_label(summary) {
                    chart.hover();
                    charts.run();
                    charts.render()?.save(folder.join(format!("pointed-{name}")))?;
                    break;
                }
            }
            // Focus by keyboard shows the ring.
            controls.key_press(egui::Key::Tab);
            controls.key_press(egui::Key::Tab);
            controls.run();
            controls.render()?.save(folder.join(format!("focus-{name}")))?;
            let field = if language == Language::English { "Train model" } else { "训练模型" };
            controls.get_by_label(field).focus();
            controls.get_by_role(Role::ComboBox).click();
            controls.run();
            controls.render()?.save(folder.join(format!("open-{name}")))?;
        }
    }
    Ok(())
}
