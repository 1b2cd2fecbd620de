extension FormTree {
    /// The whole tree as JSON text; the root is always an object.
    func json() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        write(0, isRoot: true, to: &out)
        return out
    }

    private func write(_ node: Int, isRoot: Bool = false, to out: inout [UInt8]) {
        switch nodes[node].content {
        case .value(let value):
            write(value, to: &out)
        case .values:
            out.append(UInt8(ascii: "["))
            for (position, value) in nodes[node].values.enumerated() {
                if position > 0 { out.append(UInt8(ascii: ",")) }
                write(value, to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .branch:
            var children = nodes[node].children
            let isArray = !isRoot && children.allSatisfy { nodes[$0].index.map { $0 < children.count } ?? false }
            if isArray { children.sort { (nodes[$0].index ?? 0) < (nodes[$1].index ?? 0) } }
            out.append(isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"))
            for (position, child) in children.enumerated() {
                if position > 0 { out.append(UInt8(ascii: ",")) }
                if !isArray {
                    out.appendJSONString(bytes[nodes[child].key])
                    out.append(UInt8(ascii: ":"))
                }
                write(child, to: &out)
            }
            out.append(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}"))
        }
    }

    private func write(_ value: Value, to out: inout [UInt8]) {
        switch value {
        case .text(let range):
            out.appendJSONString(bytes[range])
        case .file(let name, let contentType, let size):
            out.append(contentsOf: #"{"filename":"#.utf8)
            out.appendJSONString(bytes[name])
            out.append(contentsOf: #","contentType":"#.utf8)
            out.appendJSONString(bytes[contentType])
            out.append(contentsOf: #","size":\#(size)}"#.utf8)
        case .nothing:
            out.append(contentsOf: "null".utf8)
        }
    }
}
