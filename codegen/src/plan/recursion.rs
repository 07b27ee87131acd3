//! A type that would hold itself holds itself behind a pointer.

use super::plan::{Model, ModelKind};
use super::ty::{ModelId, Type};

/// Boxes every model that stands by value inside a circle of models.
pub fn box_cycles(models: &mut [Model]) {
    let edges: Vec<Vec<usize>> = models.iter().map(held_by_value).collect();
    let circles = circles(&edges);
    for (index, model) in models.iter_mut().enumerate() {
        for ty in types_mut(model) {
            box_inside(ty, &|held| circles[held] == circles[index]);
        }
    }
}

fn held_by_value(model: &Model) -> Vec<usize> {
    types(model).flat_map(by_value).collect()
}

fn by_value(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Model(model) => vec![model.0],
        Type::Nullable(inner) => by_value(inner),
        Type::Tuple(parts, _) => parts.iter().flat_map(by_value).collect(),
        _ => Vec::new(),
    }
}

fn types(model: &Model) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &model.kind {
        ModelKind::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| &field.ty);
            Box::new(fields.chain(structure.variants.iter().map(|variant| &variant.ty)))
        }
        ModelKind::Newtype(ty) => Box::new(std::iter::once(ty)),
        ModelKind::Union(union) => Box::new(union.members.iter().map(|member| &member.ty)),
        ModelKind::TextEnum(_) | ModelKind::IntegerEnum(_) | ModelKind::ValueEnum(_) => Box::new(std::iter::empty()),
    }
}

fn types_mut(model: &mut Model) -> Box<dyn Iterator<Item = &mut Type> + '_> {
    match &mut model.kind {
        ModelKind::Struct(structure) => {
            let fields = structure.fields.iter_mut().map(|field| &mut field.ty);
            Box::new(fields.chain(structure.variants.iter_mut().map(|variant| &mut variant.ty)))
        }
        ModelKind::Newtype(ty) => Box::new(std::iter::once(ty)),
        ModelKind::Union(union) => Box::new(union.members.iter_mut().map(|member| &mut member.ty)),
        ModelKind::TextEnum(_) | ModelKind::IntegerEnum(_) | ModelKind::ValueEnum(_) => Box::new(std::iter::empty()),
    }
}

fn box_inside(ty: &mut Type, in_circle: &dyn Fn(usize) -> bool) {
    match ty {
        Type::Model(ModelId(held)) if in_circle(*held) => *ty = Type::Boxed(ModelId(*held)),
        Type::Nullable(inner) => box_inside(inner, in_circle),
        Type::Tuple(parts, _) => parts.iter_mut().for_each(|part| box_inside(part, in_circle)),
        _ => {}
    }
}

/// The strongly connected component of each node; a node that is in no circle has a number of its own that no edge
/// leads back to, except where it holds itself.
///
/// Tarjan's algorithm, with a stack of its own: chains of models may be long.
pub fn circles(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut found = Vec::from_iter(std::iter::repeat_n(NEW, edges.len()));
    let mut low = vec![0; edges.len()];
    let mut component = vec![NEW; edges.len()];
    let (mut path, mut count) = (Vec::new(), 0);
    for start in 0..edges.len() {
        let mut calls = if found[start] == NEW { vec![(start, 0)] } else { Vec::new() };
        while let Some((node, next)) = calls.pop() {
            if next == 0 {
                found[node] = count;
                low[node] = count;
                count += 1;
                path.push(node);
            } else {
                low[node] = low[node].min(low[edges[node][next - 1]]);
            }
            let mut index = next;
            let mut descend = None;
            while let Some(&target) = edges[node].get(index) {
                index += 1;
                if found[target] == NEW {
                    descend = Some(target);
                    break;
                }
                if component[target] == NEW {
                    low[node] = low[node].min(found[target]);
                }
            }
            if let Some(target) = descend {
                calls.push((node, index));
                calls.push((target, 0));
            } else if low[node] == found[node] {
                while let Some(member) = path.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn nodes_of_one_circle_have_one_number() {
        // 0 → 1 → 2 → 0, 2 → 3, 3 → 4, 4 → 4
        let numbers = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![4]]);
        assert_eq!(numbers[0], numbers[1]);
        assert_eq!(numbers[1], numbers[2]);
        assert_ne!(numbers[2], numbers[3]);
        assert_ne!(numbers[3], numbers[4]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let count = 200_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|node| vec![(node + 1) % count]).collect();
        let numbers = circles(&edges);
        assert!(numbers.iter().all(|number| *number == numbers[0]));
    }
}
