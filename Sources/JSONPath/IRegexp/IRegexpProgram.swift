/// An I-Regexp as a program for ``IRegexpMachine``: Thompson's construction, repetitions unfolded.
struct IRegexpProgram: Sendable, Equatable {
    /// The largest program that is built; a pattern that needs more is refused with an error.
    static let sizeLimit = 4_096

    enum Instruction: Sendable, Equatable {
        case scalar(Unicode.Scalar)
        /// An index into ``IRegexpProgram/sets``.
        case set(Int)
        case split(Int, Int)
        case jump(Int)
        /// Goes on only where the text begins.
        case start
        /// Accepts only where the text ends; nothing but acceptance follows.
        case acceptAtEnd
        case accept
    }

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [ScalarSet] = []
    /// The instructions as plain numbers, for the machine.
    private(set) var codes: [Code] = []

    /// An instruction, with what it names: a scalar, a set, or where it goes on.
    struct Code: Sendable, Equatable {
        enum Kind: UInt8, Sendable {
            case scalar, set, split, jump, start, acceptAtEnd, accept
        }
        let kind: Kind
        var first: UInt32 = 0
        var second: UInt32 = 0

        init(_ instruction: Instruction) {
            switch instruction {
            case .scalar(let scalar): (kind, first) = (.scalar, scalar.value)
            case .set(let set): (kind, first) = (.set, UInt32(set))
            case .split(let target, let other): (kind, first, second) = (.split, UInt32(target), UInt32(other))
            case .jump(let target): (kind, first) = (.jump, UInt32(target))
            case .start: kind = .start
            case .acceptAtEnd: kind = .acceptAtEnd
            case .accept: kind = .accept
            }
        }
    }

    init(compiling tree: IRegexpTree) throws(IRegexpError) {
        guard tree.programSize < Self.sizeLimit else {
            throw IRegexpError(
                message: "the repetitions unfold to more than \(Self.sizeLimit) steps; use smaller counts",
                offset: 0
            )
        }
        emit(tree)
        instructions.append(.accept)
        codes = instructions.map(Code.init)
    }

    private mutating func emit(_ tree: IRegexpTree) {
        switch tree {
        case .scalar(let scalar):
            instructions.append(.scalar(scalar))
        case .set(let set):
            let index = sets.firstIndex(of: set) ?? sets.count
            if index == sets.count { sets.append(set) }
            instructions.append(.set(index))
        case .start:
            instructions.append(.start)
        case .end:
            instructions.append(.acceptAtEnd)
        case .sequence(let parts):
            for part in parts { emit(part) }
        case .alternatives(let branches):
            emitAlternatives(branches)
        case .repetition(let body, let minimum, let maximum):
            emitRepetition(of: body, minimum: minimum, maximum: maximum)
        }
    }

    private mutating func emitAlternatives(_ branches: [IRegexpTree]) {
        var jumps: [Int] = []
        for (number, branch) in branches.enumerated() {
            guard number < branches.count - 1 else {
                emit(branch)
                break
            }
            let split = reserve()
            emit(branch)
            jumps.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitRepetition(of body: IRegexpTree, minimum: Int, maximum: Int?) {
        for _ in 0..<minimum { emit(body) }
        guard let maximum else {
            let split = reserve()
            emit(body)
            instructions.append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        // x{0,3} is (x(x(x)?)?)?: every optional copy may leave to the same end.
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(reserve())
            emit(body)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// A place to be filled in once its target is known.
    private mutating func reserve() -> Int {
        instructions.append(.jump(0))
        return instructions.count - 1
    }
}
