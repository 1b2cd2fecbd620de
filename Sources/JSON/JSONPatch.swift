/// Why a JSON Patch (RFC 6902) does not apply.
package struct JSONPatchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stable name of the reason.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case notAnArray = "patch-not-an-array"
        case malformedOperation = "patch-malformed-operation"
        case unknownOperation = "patch-unknown-operation"
        case malformedPointer = "patch-malformed-pointer"
        case pathNotFound = "patch-path-not-found"
        case moveIntoItself = "patch-move-into-itself"
        case testFailed = "patch-test-failed"
        case tooLarge = "patch-too-large"
    }

    /// What is wrong.
    package let code: Code
    /// Which operation, from 0; nil if the patch as a whole is wrong.
    package let operation: Int?
    /// What is wrong and what to do.
    package let message: String

    package var description: String { operation.map { "operation \($0): \(message)" } ?? message }
}

extension JSONValue {
    /// This value with a JSON Patch applied (RFC 6902), all of it or nothing.
    ///
    /// - Parameter copiedNodes: how many values `copy` operations may add together. Without a bound, copying the document
    ///   into itself forty times makes a text no disk can hold.
    package func patched(by patch: JSONValue, copiedNodes: Int = 100_000) throws(JSONPatchError) -> JSONValue {
        guard case .array(let operations) = patch else {
            throw JSONPatchError(
                code: .notAnArray,
                operation: nil,
                message: "A JSON Patch is an array of operations (RFC 6902 §3)."
            )
        }
        var result = self
        var budget = copiedNodes
        for (index, operation) in operations.enumerated() {
            try PatchOperation(operation, index: index).apply(to: &result, budget: &budget)
        }
        return result
    }

    /// The number of values in this one, itself included; stops counting above `limit`.
    fileprivate func nodeCount(limit: Int) -> Int {
        var count = 1
        func add(_ children: some Sequence<JSONValue>) {
            for child in children {
                guard count <= limit else { return }
                count += child.nodeCount(limit: limit - count)
            }
        }
        switch self {
        case .array(let elements): add(elements)
        case .object(let object): add(object.lazy.map(\.value))
        default: break
        }
        return count
    }
}

/// One operation of a patch, its members checked.
private struct PatchOperation {
    private enum Action {
        case add(JSONValue)
        case remove
        case replace(JSONValue)
        case move(from: JSONPointer)
        case copy(from: JSONPointer)
        case test(JSONValue)
    }

    private let index: Int
    private let action: Action
    private let path: JSONPointer

    init(_ operation: JSONValue, index: Int) throws(JSONPatchError) {
        self.index = index
        guard case .object(let members) = operation, let name = members["op"]?.stringValue else {
            throw Self.failure(.malformedOperation, index, "An operation is an object with a text \"op\".")
        }
        path = try Self.pointer("path", in: members, index)
        switch name {
        case "add": action = .add(try Self.value(in: members, index))
        case "remove": action = .remove
        case "replace": action = .replace(try Self.value(in: members, index))
        case "move": action = .move(from: try Self.pointer("from", in: members, index))
        case "copy": action = .copy(from: try Self.pointer("from", in: members, index))
        case "test": action = .test(try Self.value(in: members, index))
        default:
            throw Self.failure(
                .unknownOperation,
                index,
                "\"op\" must be \"add\", \"remove\", \"replace\", \"move\", \"copy\" or \"test\"."
            )
        }
    }

    func apply(to document: inout JSONValue, budget: inout Int) throws(JSONPatchError) {
        switch action {
        case .add(let value): try add(value, to: &document)
        case .remove:
            guard document.remove(at: path) != nil else { throw notFound(path) }
        case .replace(let value):
            guard document[pointer: path] != nil, document.set(value, at: path) else { throw notFound(path) }
        case .move(let from):
            if from == path {
                guard document[pointer: from] != nil else { throw notFound(from) }
                return
            }
            guard !from.isPrefix(of: path) else {
                throw Self.failure(.moveIntoItself, index, "\"\(from)\" cannot be moved into itself.")
            }
            guard let value = document.remove(at: from) else { throw notFound(from) }
            try add(value, to: &document)
        case .copy(let from):
            guard let value = document[pointer: from] else { throw notFound(from) }
            budget -= value.nodeCount(limit: budget)
            guard budget >= 0 else { throw Self.failure(.tooLarge, index, "The patch copies too many values.") }
            try add(value, to: &document)
        case .test(let value):
            guard let found = document[pointer: path] else { throw notFound(path) }
            guard found.isEquivalent(to: value) else {
                throw Self.failure(.testFailed, index, "The value at \"\(path)\" is another than the expected one.")
            }
        }
    }

    /// RFC 6902 §4.1: into an array an element is inserted, later ones move on.
    private func add(_ value: JSONValue, to document: inout JSONValue) throws(JSONPatchError) {
        guard let last = path.tokens.last, let parent = path.parent, case .array? = document[pointer: parent] else {
            guard document.set(value, at: path) else { throw notFound(path) }
            return
        }
        let isDone = document.change(parent.tokens[...], creatingParents: false) { slot in
            guard case .array(var elements)? = slot else { return false }
            slot = nil
            let place = last == "-" ? elements.count : JSONPointer.index(of: last) ?? -1
            let fits = place >= 0 && place <= elements.count
            if fits { elements.insert(value, at: place) }
            slot = .array(elements)
            return fits
        }
        guard isDone else { throw notFound(path) }
    }

    private func notFound(_ pointer: JSONPointer) -> JSONPatchError {
        Self.failure(.pathNotFound, index, "There is no place \"\(pointer)\" in the document.")
    }

    private static func value(in members: JSONObject, _ index: Int) throws(JSONPatchError) -> JSONValue {
        guard let value = members["value"] else {
            throw failure(.malformedOperation, index, "The operation needs a \"value\".")
        }
        return value
    }

    private static func pointer(
        _ name: String,
        in members: JSONObject,
        _ index: Int
    ) throws(JSONPatchError) -> JSONPointer {
        guard let text = members[name]?.stringValue else {
            throw failure(.malformedOperation, index, "The operation needs a text \"\(name)\".")
        }
        do throws(JSONPointerError) { return try JSONPointer(parsing: text) } catch {
            throw failure(.malformedPointer, index, error.description)
        }
    }

    private static func failure(_ code: JSONPatchError.Code, _ index: Int, _ message: String) -> JSONPatchError {
        JSONPatchError(code: code, operation: index, message: message)
    }
}
