//! A neural net drawn: inputs by name, neurons as small maps, links by weight and sign.

use egui::epaint::CubicBezierShape;
use egui::{
    Color32, Mesh, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::frame::{chart_space, impossible};
use super::shades::Shades;
use crate::domain::net_view::{NetInput, NetInside, NetLayer, NetMap, NetNeuron, NeuronId};
use crate::ui::theme::{self, Tokens, Type, radius};
use crate::ui::widgets::{focus_ring, galley, galley_within};

/// Sides of the maps of neurons: of the first layer, of deeper ones, of a single answer.
const SIDES: [f32; 3] = [26.0, 34.0, 60.0];
/// Widths of links, from the weakest to the strongest.
const WIDTHS: (f32, f32) = (0.6, 3.8);
/// How strong their colours are.
const INKS: (f32, f32) = (0.25, 0.85);
/// The weakest part of the links that is left out, where there are many.
const LEFT_OUT: f32 = 0.2;
const MANY: usize = 12;
/// Room for the words under the columns.
const FOOT: f32 = 22.0;
/// Pieces of a link that are looked at under the pointer, and how near it must be.
const PIECES: usize = 16;
const NEAR: f32 = 4.0;

/// How many of how many parts are shown, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartShown {
    /// Inputs.
    Inputs(usize, usize),
    /// Neurons of a layer.
    Neurons(usize, usize),
    /// Answers.
    Answers(usize, usize),
}

/// The words of the drawing.
#[derive(Clone, Copy)]
pub struct NetworkWords<'a> {
    /// In place of the drawing before there is one.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
    /// An input.
    pub input: &'a dyn Fn(&NetInput) -> String,
    /// A neuron, in a few words.
    pub neuron: &'a dyn Fn(NeuronId) -> String,
    /// An answer, by its place.
    pub answer: &'a dyn Fn(usize) -> String,
    /// How many are shown.
    pub shown: &'a dyn Fn(PartShown) -> String,
    /// A link of this weight.
    pub link: &'a dyn Fn(f32) -> String,
}

/// Where a part is drawn.
struct Part {
    rect: Rect,
    /// Where links arrive and where they leave.
    ends: [Pos2; 2],
}

struct Link {
    from: Pos2,
    to: Pos2,
    weight: f32,
    /// Compared with the strongest of its layer.
    share: f32,
    /// Which parts it joins: column and place in it.
    parts: [(usize, usize); 2],
}

/// Draws the net of a map. Returns what was clicked: a neuron, or, on the one that is selected, none.
pub fn network(
    ui: &mut Ui,
    map: &NetMap,
    selected: Option<NeuronId>,
    height: f32,
    words: NetworkWords<'_>,
) -> Option<Option<NeuronId>> {
    let inside = &map.inside;
    if inside.layers.is_empty() || inside.inputs.is_empty() {
        impossible(ui, height, words.empty);
        return None;
    }
    let tokens = theme::of(ui);
    let shades = Shades::of(map, tokens);
    let (whole, space) = chart_space(ui, height, words.summary);
    let columns = laid_out(whole, inside);
    let links = links(inside, &columns);
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| whole.contains(*at));

    let chosen = inside.layers.iter().enumerate().find_map(|(layer, parts)| {
        let id = selected.filter(|id| id.layer == layer)?;
        let place = parts.neurons.iter().position(|neuron| neuron.place == id.place)?;
        Some((layer + 1, place))
    });
    let over = columns.iter().enumerate().find_map(|(column, parts)| {
        let place = parts.iter().position(|part| pointer.is_some_and(|at| part.rect.contains(at)))?;
        Some((column, place))
    });
    let stands_out = over.or(chosen);
    let painter = ui.painter().with_clip_rect(whole.expand(2.0));
    for link in &links {
        let quiet = stands_out.is_some_and(|part| !link.parts.contains(&part));
        painter.add(curve(link, tokens, if quiet { 0.3 } else { 1.0 }));
    }
    let under = pointer.filter(|_| over.is_none()).and_then(|at| nearest(&links, at));
    if let Some(link) = under {
        let stroke = Stroke::new(width(link.share) + 1.0, tokens.text);
        painter.add(bezier(link, stroke));
    }

    inputs(ui, &painter, inside, &columns, &words, over);
    let mut clicked = None;
    for (layer, (parts, column)) in inside.layers.iter().zip(columns.iter().skip(1)).enumerate() {
        let is_answer = layer + 1 == inside.layers.len();
        for (neuron, part) in parts.neurons.iter().zip(column) {
            let id = NeuronId { layer, place: neuron.place };
            let name = if is_answer { (words.answer)(neuron.place) } else { (words.neuron)(id) };
            let response = ui.interact(part.rect, space.id.with(id), Sense::click());
            let is_selected = selected == Some(id);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
            small_map(&painter, part.rect, neuron, inside, &shades, is_answer);
            frame(ui, &painter, part.rect, &response, is_selected, tokens);
            if is_answer {
                answer_name(ui, &painter, (part.rect, whole), &name, column.len() == 1);
            }
            if response.clicked() {
                clicked = Some((!is_selected).then_some(id));
            }
            response.on_hover_text(name);
        }
    }
    feet(ui, &painter, inside, &columns, (whole, &words));
    if let Some(link) = under {
        space.on_hover_text_at_pointer((words.link)(link.weight));
    }
    clicked
}

/// Where every part stands: inputs, then each layer.
fn laid_out(whole: Rect, inside: &NetInside) -> Vec<Vec<Part>> {
    let labels = (whole.width() * 0.26).min(168.0);
    let room = Rect::from_min_max(whole.min, pos2(whole.right(), whole.bottom() - FOOT));
    let layers = inside.layers.len();
    let (first, last) = (whole.left() + labels + 12.0, whole.right() - 48.0);
    let at = |column: usize| first + (last - first) * column as f32 / layers.max(1) as f32;
    let middles = |count: usize, side: f32| -> Vec<f32> {
        // Few parts stand near each other, many fill the height.
        let step = (room.height() / count.max(1) as f32).min(side + 26.0);
        let top = room.center().y - step * (count as f32 - 1.0) / 2.0;
        (0..count).map(|place| top + step * place as f32).collect()
    };
    let mut columns = Vec::with_capacity(layers + 1);
    let dots = middles(inside.inputs.len(), 10.0).into_iter().map(|y| {
        let centre = pos2(at(0), y);
        let rect = Rect::from_min_max(pos2(whole.left(), y - 11.0), pos2(centre.x + 6.0, y + 11.0));
        Part { rect, ends: [centre, centre + vec2(4.0, 0.0)] }
    });
    columns.push(dots.collect());
    for (layer, parts) in inside.layers.iter().enumerate() {
        let side = side(layer, layers, parts, room.height());
        let column = middles(parts.neurons.len(), side).into_iter().map(|y| {
            let rect = Rect::from_center_size(pos2(at(layer + 1), y), Vec2::splat(side));
            Part { rect, ends: [rect.left_center(), rect.right_center()] }
        });
        columns.push(column.collect());
    }
    columns
}

/// The side of the maps of a layer: as large as it may be and as fits.
fn side(layer: usize, layers: usize, parts: &NetLayer, height: f32) -> f32 {
    let [first, deeper, answer] = SIDES;
    let count = parts.neurons.len().max(1);
    let wanted = match (layer + 1 == layers, count) {
        (true, 1) => answer,
        (true, _) => first,
        (false, _) if layer == 0 => first,
        (false, _) => deeper,
    };
    wanted.min(height / count as f32 - 4.0).max(8.0)
}

/// All links that are drawn, weakest first.
fn links(inside: &NetInside, columns: &[Vec<Part>]) -> Vec<Link> {
    let mut drawn = Vec::new();
    for (layer, (parts, pair)) in inside.layers.iter().zip(columns.windows(2)).enumerate() {
        let [before, own] = pair else { continue };
        let weights = parts.neurons.iter().flat_map(|neuron| &neuron.links);
        let most = weights.fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let mut of_layer: Vec<Link> = Vec::new();
        for (place, (neuron, part)) in parts.neurons.iter().zip(own).enumerate() {
            for (from, (weight, start)) in neuron.links.iter().zip(before).enumerate() {
                let ([_, leave], [arrive, _]) = (start.ends, part.ends);
                of_layer.push(Link {
                    from: leave,
                    to: arrive,
                    weight: *weight,
                    share: weight.abs() / most,
                    parts: [(layer, from), (layer + 1, place)],
                });
            }
        }
        of_layer.sort_by(|a, b| a.share.total_cmp(&b.share));
        let weakest = if of_layer.len() > MANY { (of_layer.len() as f32 * LEFT_OUT) as usize } else { 0 };
        drawn.extend(of_layer.into_iter().skip(weakest));
    }
    drawn
}

fn width(share: f32) -> f32 {
    WIDTHS.0 + (WIDTHS.1 - WIDTHS.0) * share
}

fn curve(link: &Link, tokens: &Tokens, ink: f32) -> Shape {
    let colour = if link.weight >= 0.0 { tokens.pos } else { tokens.neg };
    let ink = (INKS.0 + (INKS.1 - INKS.0) * link.share) * ink;
    bezier(link, Stroke::new(width(link.share), colour.gamma_multiply(ink)))
}

fn bends(link: &Link) -> [Pos2; 4] {
    let middle = f32::midpoint(link.from.x, link.to.x);
    [link.from, pos2(middle, link.from.y), pos2(middle, link.to.y), link.to]
}

fn bezier(link: &Link, stroke: Stroke) -> Shape {
    CubicBezierShape::from_points_stroke(bends(link), false, Color32::TRANSPARENT, stroke).into()
}

/// The link under the pointer, the strongest of several.
fn nearest(links: &[Link], pointer: Pos2) -> Option<&Link> {
    links.iter().rev().find(|link| {
        let box_of = Rect::from_two_pos(link.from, link.to).expand(NEAR);
        let shape =
            CubicBezierShape::from_points_stroke(bends(link), false, Color32::TRANSPARENT, Stroke::NONE);
        let near = |piece: usize| shape.sample(piece as f32 / PIECES as f32).distance(pointer) < NEAR;
        box_of.contains(pointer) && (0..=PIECES).any(near)
    })
}

/// Names and dots of the inputs.
fn inputs(
    ui: &Ui,
    painter: &Painter,
    inside: &NetInside,
    columns: &[Vec<Part>],
    words: &NetworkWords<'_>,
    over: Option<(usize, usize)>,
) {
    let tokens = theme::of(ui);
    let Some(parts) = columns.first() else { return };
    for (place, (node, part)) in inside.inputs.iter().zip(parts).enumerate() {
        let [centre, _] = part.ends;
        let text = (words.input)(&node.input);
        let colour = if over == Some((0, place)) { tokens.text } else { tokens.muted };
        let room = centre.x - 10.0 - part.rect.left();
        let name = galley_within(ui, Type::Caption, &text, tokens.text, room, 1);
        let cut = name.elided;
        let corner = pos2(centre.x - 10.0 - name.rect.width(), centre.y - name.rect.height() / 2.0);
        painter.galley(corner, name, tokens.text);
        painter.circle_filled(centre, 3.5, colour);
        if cut {
            ui.interact(part.rect, ui.scope_id().with(("input", place)), Sense::hover()).on_hover_text(text);
        }
    }
}

/// What a neuron gives over the plane.
fn small_map(
    painter: &Painter,
    rect: Rect,
    neuron: &NetNeuron,
    inside: &NetInside,
    shades: &Shades<'_>,
    is_answer: bool,
) {
    let across = inside.x.len();
    if across < 2 || inside.y.len() < 2 || neuron.map.len() != across * inside.y.len() {
        return;
    }
    let average = f64::from(neuron.average);
    let far = neuron.map.iter().fold(0.0_f64, |far, value| far.max((f64::from(*value) - average).abs()));
    // One that gives nearly the same everywhere is no map of noise.
    let far = if far > 1e-4 { far } else { 0.0 };
    let colour = |value: f32| {
        let value = f64::from(value);
        if is_answer {
            shades.ground_of_answer(value, neuron.place)
        } else {
            shades.neuron(value, average, far)
        }
    };
    let mut mesh = Mesh::default();
    for (y, row) in inside.y.iter().zip(neuron.map.chunks(across)) {
        for (x, value) in inside.x.iter().zip(row) {
            let at = pos2(rect.left() + x * rect.width(), rect.bottom() - y * rect.height());
            mesh.colored_vertex(at, colour(*value));
        }
    }
    for row in 0..inside.y.len() - 1 {
        for column in 0..across - 1 {
            let corner = (row * across + column) as u32;
            let above = corner + across as u32;
            mesh.add_triangle(corner, corner + 1, above);
            mesh.add_triangle(corner + 1, above, above + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
}

fn frame(ui: &Ui, painter: &Painter, rect: Rect, response: &Response, selected: bool, tokens: &Tokens) {
    let stroke = match (selected, response.hovered()) {
        (true, _) => Stroke::new(2.0, tokens.focus),
        (false, true) => Stroke::new(1.5, tokens.text),
        (false, false) => Stroke::new(1.0, tokens.line_strong),
    };
    painter.rect_stroke(rect, f32::from(radius::BAR), stroke, StrokeKind::Outside);
    focus_ring(ui, response, rect, radius::CHIP);
}

/// The name of an answer: above a single one, under each of several.
fn answer_name(ui: &Ui, painter: &Painter, (rect, whole): (Rect, Rect), name: &str, alone: bool) {
    let tokens = theme::of(ui);
    let kind = if alone { Type::CaptionStrong } else { Type::Caption };
    let room = (whole.right() - rect.center().x) * 2.0;
    let text = galley_within(ui, kind, name, tokens.text, room, 1);
    let left = rect.center().x - text.rect.width() / 2.0;
    let top = if alone { rect.top() - 6.0 - text.rect.height() } else { rect.bottom() + 1.0 };
    painter.galley(pos2(left, top), text, tokens.text);
}

/// How many of each are shown, under the columns.
fn feet(
    ui: &Ui,
    painter: &Painter,
    inside: &NetInside,
    columns: &[Vec<Part>],
    (whole, words): (Rect, &NetworkWords<'_>),
) {
    let tokens = theme::of(ui);
    let put = |part: PartShown, end: f32, to_the_left: bool| {
        let text = galley(ui, Type::Caption, &(words.shown)(part), tokens.muted);
        let width = text.rect.width();
        let left = if to_the_left { end - width } else { end - width / 2.0 };
        let left = left.clamp(whole.left(), (whole.right() - width).max(whole.left()));
        painter.galley(pos2(left, whole.bottom() - text.rect.height()), text, tokens.muted);
    };
    let x = |column: usize| {
        let part = columns.get(column).and_then(|parts| parts.first());
        part.map_or_else(|| whole.left(), |part| part.ends[0].lerp(part.ends[1], 0.5).x)
    };
    put(PartShown::Inputs(inside.inputs.len(), inside.all_inputs), x(0) + 4.0, true);
    let last = inside.layers.len() - 1;
    for (layer, parts) in inside.layers.iter().enumerate() {
        let (shown, all) = (parts.neurons.len(), parts.all);
        if layer < last {
            put(PartShown::Neurons(shown, all), x(layer + 1), false);
        } else if all > 1 {
            put(PartShown::Answers(shown, all), x(layer + 1), false);
        }
    }
}
