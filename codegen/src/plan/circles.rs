//! Circles of a graph.

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

/// The edges that close a circle, each as a node and the number of its edge, if the graph is walked from its first node
/// on: without them it has none.
pub fn closing(edges: &[Vec<(usize, usize)>]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Met {
        Not,
        /// It is on the way from where the walk began.
        Here,
        Passed,
    }
    let mut met = vec![Met::Not; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        let mut way = if met[start] == Met::Not { vec![(start, 0)] } else { Vec::new() };
        while let Some((node, next)) = way.pop() {
            met[node] = Met::Here;
            let Some(&(number, target)) = edges[node].get(next) else {
                met[node] = Met::Passed;
                continue;
            };
            way.push((node, next + 1));
            match met[target] {
                Met::Not => way.push((target, 0)),
                Met::Here => found.push((node, number)),
                Met::Passed => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{circles, closing};

    #[test]
    fn a_circle_is_closed_by_one_edge() {
        // 0 → 1 → 2 → 0, 2 → 1, 3 → 3 by its edge 7, 1 → 3
        let edges = [vec![(0, 1)], vec![(0, 2), (1, 3)], vec![(0, 0), (1, 1)], vec![(7, 3)]];
        assert_eq!(closing(&edges), [(2, 0), (2, 1), (3, 7)]);
        let count = 200_000;
        let edges: Vec<Vec<(usize, usize)>> = (0..count).map(|node| vec![(0, (node + 1) % count)]).collect();
        assert_eq!(closing(&edges), [(count - 1, 0)]);
    }

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
