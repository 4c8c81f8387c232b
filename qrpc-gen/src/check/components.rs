//! The strongly connected components of a graph.

/// Returns, for each node of a graph, the number of its strongly connected component: nodes that
/// can reach each other have the same number. Uses Kosaraju's algorithm without recursion, since a
/// chain of types can be as long as a file.
///
/// `graph[node]` lists the targets of the node's edges; every target must be a node.
pub(super) fn components(graph: &[Vec<usize>]) -> Vec<usize> {
    let reversed = reverse(graph);
    let mut component = vec![usize::MAX; graph.len()];
    for root in finished(graph).into_iter().rev() {
        if component[root] != usize::MAX {
            continue;
        }
        component[root] = root;
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for &next in &reversed[node] {
                if component[next] == usize::MAX {
                    component[next] = root;
                    open.push(next);
                }
            }
        }
    }
    component
}

fn reverse(graph: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); graph.len()];
    for (from, edges) in graph.iter().enumerate() {
        for &to in edges {
            reversed[to].push(from);
        }
    }
    reversed
}

/// Returns the nodes in the order in which a depth-first search finishes them: if there is no
/// cycle, each node comes after the targets of its edges.
pub(crate) fn finished(graph: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; graph.len()];
    let mut order = Vec::with_capacity(graph.len());
    for root in 0..graph.len() {
        let mut path = Vec::new();
        if !std::mem::replace(&mut seen[root], true) {
            path.push((root, graph[root].iter()));
        }
        while let Some((node, edges)) = path.last_mut() {
            match edges.next() {
                Some(&next) if seen[next] => {}
                Some(&next) => {
                    seen[next] = true;
                    path.push((next, graph[next].iter()));
                }
                None => {
                    order.push(*node);
                    path.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::components;

    fn connected(graph: &[Vec<usize>], a: usize, b: usize) -> bool {
        let component = components(graph);
        component[a] == component[b]
    }

    #[test]
    fn a_circle_is_one_component() {
        let graph = [vec![1], vec![2], vec![0]];
        assert!(connected(&graph, 0, 1) && connected(&graph, 1, 2));
    }

    #[test]
    fn a_chain_is_as_many_components_as_nodes() {
        let graph = [vec![1], vec![2], vec![]];
        assert!(!connected(&graph, 0, 1) && !connected(&graph, 1, 2));
    }

    #[test]
    fn what_leads_into_a_circle_is_no_part_of_it() {
        let graph = [vec![1], vec![2], vec![1]];
        assert!(!connected(&graph, 0, 1) && connected(&graph, 1, 2));
    }

    #[test]
    fn a_very_long_chain_needs_no_stack() {
        let graph: Vec<_> = (1..100_000)
            .map(|next| vec![next])
            .chain([vec![0]])
            .collect();
        assert!(connected(&graph, 0, 99_999));
    }
}
