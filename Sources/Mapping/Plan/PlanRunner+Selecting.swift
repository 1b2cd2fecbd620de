import GermanValues
import JSON
import MappingLanguage

// Finding values in the input.

extension PlanRunner {
    mutating func nodes(_ selector: Int) -> [Int] {
        let path = tables.paths[selector]
        if path.isSingular {
            let node = resolve(path)
            return node < 0 ? [] : [node]
        }
        return SelectorEvaluation(input: input).nodes(plan.selectors[selector], from: element < 0 ? nil : element)
    }

    /// What the mapping declares unused.
    mutating func unusedNodes() -> [Int] {
        var found: [Int] = []
        found.reserveCapacity(plan.unused.count)
        for position in 0..<plan.unused.count {
            let path = tables.paths[tables.firstUnused + position]
            if path.isSingular {
                let node = resolve(path)
                if node >= 0 { found.append(node) }
            } else {
                found += SelectorEvaluation(input: input).nodes(plan.unused[position])
            }
        }
        return found
    }

    /// Follows a singular path; -1 if it leads nowhere.
    @inline(__always)
    mutating func resolve(_ path: PlanTables.Path) -> Int {
        var index = path.column >= 0 ? Int(columns[Int(path.column)]) : path.part.map { input.parts[$0] } ?? element
        var step = Int(path.firstStep)
        while step < Int(path.endOfSteps), index >= 0 {
            let next = tables.steps[step]
            if next.isIndex {
                let offset = Int(next.index)
                index = document.element(offset < 0 ? document.count(at: index) + offset : offset, of: index) ?? -1
            } else {
                index = view.member(tables.bytes(of: next.name), next.fingerprint, of: index, near: &lastMember)
            }
            step &+= 1
        }
        return index
    }

    /// The one node, or nothing if there is none or it is blank. Two nodes are never picked from in silence.
    mutating func node(_ selector: Int, pick: Pick?) -> Subject {
        let path = tables.paths[selector]
        if path.isSingular {
            let node = resolve(path)
            return node < 0 ? .nothing : blankOrNode(node)
        }
        let nodes = nodes(selector)
        guard let first = nodes.first, let last = nodes.last else { return .nothing }
        switch pick {
        case .first: return blankOrNode(first)
        case .last: return blankOrNode(last)
        case nil where nodes.count == 1: return blankOrNode(first)
        case nil:
            for node in nodes { recorder.touch(node) }
            return .failed(
                Unreadable(.mehrereWerte, "Der Selektor findet \(nodes.count) Werte, wo einer möglich ist.")
            )
        }
    }

    mutating func blankOrNode(_ node: Int) -> Subject {
        guard document.isBlank(at: node) else { return .node(node) }
        recorder.touch(node)
        return .nothing
    }
}
