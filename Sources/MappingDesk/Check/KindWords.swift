import MappingLanguage
import TargetSchemas
import Targets

extension ValueKind {
    var isObject: Bool {
        switch self {
        case .object, .union: true
        default: false
        }
    }

    var isArray: Bool {
        if case .array = self { return true }
        return false
    }

    var isScalar: Bool { !isObject && !isArray }
}

extension FindingCode {
    /// The code of a finding about a constant part of the document.
    init(_ code: DocumentFinding.Code) {
        self =
            switch code {
            case .unknownMember: .unknownMember
            case .unknownValue: .unknownEnumValue
            case .unknownType: .unknownType
            case .missingType: .missingType
            case .missingMember: .missingRequired
            case .wrongKind: .typeMismatch
            case .badDate, .badPostcode, .unknownCountry, .outOfRange, .badLength, .badFormat: .invalidValue
            case .badCount: .tooManyElements
            case .unresolvedReference: .unresolvedReference
            case .duplicateReference: .repeatedReference
            case .deprecatedMember, .deprecatedType: .deprecatedMember
            case .removedMember: .removedMember
            case .undocumentedMember: .schemaOnlyMember
            case .readOnlyMember, .serverAssignedMember: .readOnlyMember
            case .notConsidered: .notConsidered
            case .disputedMember: .disputedMember
            case .notOneOperation: .notOneOperation
            }
    }
}
