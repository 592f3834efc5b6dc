//! The real window, and what is tried when the machine has no graphics driver.

use std::path::{Path, PathBuf};
use std::time::Instant;

use eframe::egui_wgpu::{WgpuConfiguration, WgpuSetupCreateNew};
use eframe::wgpu::Backends;
use eframe::{NativeOptions, Renderer};
use egui::{Context, ViewportBuilder};

use super::effects::SystemDialogs;
use super::{Outside, Shell};
use crate::app::command::Command;
use crate::app::state::{Appearance, Theme};
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::platform::folders::Folders;
use crate::platform::settings;
use crate::text::Language;
use crate::ui::{theme, widgets};

/// Set to anything, the window prints how long its first frame took and closes; the bench uses it.
const MEASURE: &str = "CLIENTELE_MEASURE_FIRST_FRAME";

/// Opens the window, on a file if one is named, and returns when it is closed. `started` is when the program
/// began. Without a graphics driver, software rendering is tried, then OpenGL.
pub fn run(file: Option<&Path>, started: Instant) -> Result<(), UserError> {
    let mut reasons = Vec::new();
    for (renderer, notice) in [(Renderer::Wgpu, None), (Renderer::Glow, Some("shell-notice-opengl"))] {
        let file = file.map(Path::to_owned);
        let result = eframe::run_native(
            "Clientele",
            options(renderer),
            Box::new(move |cc| Ok(Box::new(App::new(cc, file, notice, started)))),
        );
        match result {
            Ok(()) => return Ok(()),
            Err(error) => reasons.push(error.to_string()),
        }
    }
    Err(UserError::work(
        Message::new("shell-no-window"),
        Message::new("engine-because").text("reason", reasons.join("; ")),
        Message::new("shell-no-window-next"),
    ))
}

fn options(renderer: Renderer) -> NativeOptions {
    let kept = Folders::of_this_user().map(|folders| settings::load(&folders.settings_file()).0).ok();
    let place = kept.and_then(|settings| settings.window);
    let size = place.map_or([1440.0, 900.0], |place| [place.width, place.height]);
    NativeOptions {
        renderer,
        wgpu_options: WgpuConfiguration { wgpu_setup: graphics().into(), ..WgpuConfiguration::default() },
        viewport: ViewportBuilder::default()
            .with_title("Clientele")
            .with_app_id("clientele")
            .with_icon(widgets::app_icon(64))
            .with_inner_size(size)
            .with_min_inner_size([720.0, 480.0])
            .with_drag_and_drop(true)
            .with_maximized(place.is_some_and(|place| place.maximised)),
        ..NativeOptions::default()
    }
}

/// Vulkan, Metal or Direct3D. OpenGL is tried by itself when they fail: to load its driver beside theirs, only to
/// choose between them, doubles the time to the first frame on a machine that has not run it yet.
fn graphics() -> WgpuSetupCreateNew {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = Backends::from_env().unwrap_or(Backends::PRIMARY);
    setup
}

struct App {
    shell: Shell,
    started: Instant,
    frames: u64,
    measured: bool,
}

impl App {
    fn new(
        cc: &eframe::CreationContext<'_>,
        file: Option<PathBuf>,
        notice: Option<&str>,
        started: Instant,
    ) -> Self {
        theme::install(&cc.egui_ctx);
        cc.egui_ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.fallback_theme = egui::Theme::Light;
        });
        let folders = Folders::of_this_user().ok();
        let settings =
            folders.as_ref().map(|folders| settings::load(&folders.settings_file()).0).unwrap_or_default();
        let language = settings.language.as_deref().and_then(Language::from_tag);
        let appearance = Appearance {
            language: language.unwrap_or_else(Language::from_system),
            theme: match settings.theme {
                settings::Theme::System => Theme::System,
                settings::Theme::Light => Theme::Light,
                settings::Theme::Dark => Theme::Dark,
            },
            zoom: settings.zoom,
            inspector: true,
        };
        let software = notice.or_else(|| is_software(cc).then_some("shell-notice-software"));
        let outside = Outside { dialogs: Box::new(SystemDialogs), folders, settings };
        let mut shell = Shell::new(outside, appearance, software.map(str::to_owned));
        if let Some(file) = file {
            shell.command(&cc.egui_ctx, Command::Open(file));
        }
        Self { shell, started, frames: 0, measured: std::env::var_os(MEASURE).is_some() }
    }

    fn measure(&mut self, ctx: &Context) {
        self.frames += 1;
        // The second pass begins after the first frame was handed to the screen.
        if self.measured && self.frames == 2 {
            let milliseconds = self.started.elapsed().as_secs_f64() * 1e3;
            #[expect(clippy::print_stdout, reason = "the bench that asked for it reads this line")]
            {
                println!("first frame {milliseconds:.0} ms");
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if self.measured {
            ctx.request_repaint();
        }
    }
}

/// Whether pictures are computed by the processor.
fn is_software(cc: &eframe::CreationContext<'_>) -> bool {
    cc.wgpu_render_state
        .as_ref()
        .is_some_and(|state| state.adapter.get_info().device_type == eframe::wgpu::DeviceType::Cpu)
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.measure(ctx);
        self.shell.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.shell.ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.shell.close();
    }
}
