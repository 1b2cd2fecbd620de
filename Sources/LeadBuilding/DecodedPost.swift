package import JSON
import Leads
import Mapping
import Moments
import SourceFiles
package import Submissions

/// Why no lead can be made of a post.
package enum PostError: Error, Sendable, CustomStringConvertible {
    /// The body is none that can be decoded.
    case undecodable(SubmissionError)
    /// The body's JSON is faulty; `skipped` bytes stood before it. A form's fields can be too many or too deep.
    case faulty(JSONParseError, format: DecodedSubmission.Format, skipped: Int)
    /// What a person has mended does not fit what came.
    case edits(JSONPatchError)
    /// It carries more leads than one post may.
    case tooManyLeads(Int)

    package var description: String {
        switch self {
        case .undecodable(let error): error.description
        case .faulty(let error, _, _): "\(error)"
        case .edits(let error): "The edits do not fit what came: \(error)"
        case .tooManyLeads(let count): "The post carries \(count) leads. Send them in several posts."
        }
    }
}

extension Cause {
    /// Why a body cannot be read; dead letters are grouped by which fault it is.
    init(undecodable error: PostError) {
        let fault =
            switch error {
            case .undecodable(let error): error.code.rawValue
            case .faulty(let error, _, _): error.code.rawValue
            case .edits: "edits"
            case .tooManyLeads: "too-many-leads"
            }
        let violation = Violation(field: fault, message: error.description)
        self.init(.payloadUndecodable, about: error.description, violations: [violation])
    }
}

/// A post whose body is decoded: what the inputs of its leads are made of, by reference.
final class DecodedPost {
    private let post: Submission
    private let source: Source
    private let decoded: DecodedSubmission
    /// The vendor's post, where what is read was fetched for it.
    private let origin: Submission?

    /// - Parameter submission: what was sent; what was fetched for it is read in its place.
    init(_ submission: Submission, of source: Source) throws(PostError) {
        let post = submission.readable
        origin = submission.data == nil ? nil : submission.bearing(nil)
        self.post = post
        self.source = source
        let raw: DecodedSubmission
        do throws(SubmissionError) {
            raw = try source.decode(post.body, contentType: post.contentType)
        } catch {
            // Nothing there to mend: but a person can say what it should have been.
            guard let edits = post.edits, Self.replacesAll(edits) else { throw .undecodable(error) }
            decoded = DecodedSubmission(mended: try Self.mended(.null, by: edits))
            return
        }
        guard let edits = post.edits else {
            decoded = raw
            return
        }
        let readable = raw.readable.withRepairedEscapes ?? raw.readable
        let value: JSONValue
        do throws(JSONParseError) {
            value = Self.replacesAll(edits) ? .null : try JSONValue.parse(readable.json)
        } catch { throw .faulty(error, format: raw.format, skipped: raw.skippedBytes) }
        decoded = raw.mended(try Self.mended(value, by: edits))
    }

    /// Whether a patch begins with a whole document of its own.
    private static func replacesAll(_ edits: JSONValue) -> Bool {
        let first = edits[0]
        return first?["path"] == "" && (first?["op"] == "add" || first?["op"] == "replace")
    }

    private static func mended(_ value: JSONValue, by edits: JSONValue) throws(PostError) -> JSONValue {
        do throws(JSONPatchError) { return try value.patched(by: edits) } catch { throw .edits(error) }
    }

    /// The body as mappings read it, edits included; `nil` where it is no JSON.
    var value: JSONValue? { try? JSONValue.parse(decoded.readable.json) }

    var format: DecodedSubmission.Format { decoded.format }
    var overwritten: [String] { decoded.overwritten }
    /// What was put right in the body.
    var repairs: [Repair] { decoded.readable.repairs }

    /// Whether the body is a list of several objects.
    var holdsSeveral: Bool {
        guard decoded.json.first(where: { $0 > 0x20 }) == UInt8(ascii: "["),
            let document = try? JSONDocument(parsing: decoded.readable.json)
        else { return false }
        var objects = 0
        document.forEachElement(of: document.rootIndex) { if document.kind(at: $0) == .object { objects += 1 } }
        return objects > 1
    }

    /// What of the raw body each lead of a mapping has alone; empty where the body was rewritten to be read.
    func parts(of mapping: Mapping, in input: LeadInput) -> [Range<Int>] {
        parts(mapping.places(in: input), in: input)
    }

    /// Places in the payload as places in the raw body; empty where the body was rewritten to be read.
    func parts(_ places: [Range<Int>], in input: LeadInput) -> [Range<Int>] {
        let end = (decoded.json.lastIndex { !Self.isBlank($0) } ?? -1) + 1
        // Mended texts leave everything where it was.
        guard decoded.format == .json, decoded.json.count == post.body.count,
            input.payload.sourceBytes.count == end - indent
        else { return [] }
        return places.map { $0.lowerBound + indent..<$0.upperBound + indent }
    }

    /// Where the payload's first character stands in the body.
    private var indent: Int {
        decoded.json.firstIndex { !Self.isBlank($0) } ?? 0
    }

    /// Whether the vendor's own post says that the lead is a test.
    var isTestByOrigin: Bool {
        guard let origin, let post = try? DecodedPost(origin, of: source),
            let input = try? post.plainInput(receivedAt: 0)
        else { return false }
        return input.composed(form: nil, leads: nil).isTest(by: source.tests)
    }

    /// What selectors of the source read as long as no mapping makes anything of the post.
    func plainInput(receivedAt: Int64) throws(PostError) -> LeadInput {
        try input(
            listing: source.fetch?.id.selector.listPlaces ?? [],
            leadID: "",
            receivedAt: receivedAt,
            item: nil,
            part: nil,
            case: nil
        )
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09].contains(byte) }

    /// What the mapping of one of its leads reads. The moment is written the one way, whoever asks.
    ///
    /// - Parameter mapping: whose selectors say where of an XML body a list is meant: one element reads like a list of one.
    func input(
        of mapping: Mapping,
        leadID: LeadID,
        receivedAt: Int64,
        item: Int? = nil,
        part: Range<Int>? = nil,
        case known: CaseReference? = nil
    ) throws(PostError) -> LeadInput {
        try input(
            listing: mapping.listPlaces,
            leadID: leadID.rawValue,
            receivedAt: receivedAt,
            item: item,
            part: part,
            case: known
        )
    }

    /// - Parameter places: where of an XML body a list is meant.
    private func input(
        listing places: @autoclosure () -> [[String]],
        leadID: String,
        receivedAt: Int64,
        item: Int?,
        part: Range<Int>?,
        case known: CaseReference?
    ) throws(PostError) -> LeadInput {
        func input(_ body: DecodedSubmission) throws(JSONParseError) -> LeadInput {
            try LeadInput(
                payload: body.json,
                query: post.query,
                headers: post.headers,
                attributes: source.attributes,
                case: known?.json,
                leadID: leadID,
                receivedAt: Timestamp.secondsText(receivedAt),
                item: item,
                place: part.map { $0.lowerBound - indent..<$0.upperBound - indent }
            )
        }
        do throws(JSONParseError) {
            do throws(JSONParseError) {
                // Looked up for a body that can leave it open only.
                return try input(decoded.format == .xml ? decoded.listing(places()) : decoded)
            } catch {
                guard DecodedSubmission.isRepairable(error), let repaired = decoded.withRepairedEscapes else {
                    throw error
                }
                return try input(repaired)
            }
        } catch {
            throw .faulty(error, format: decoded.format, skipped: decoded.skippedBytes)
        }
    }
}

extension CaseReference {
    /// What selectors find at `$.case`.
    fileprivate var json: JSONObject {
        var json: JSONObject = ["vorgangsnummer": .string(vorgangsnummer)]
        if let reference { json["reference"] = .string(reference) }
        for (name, id) in ids.sorted(by: { $0.key < $1.key }) { json[name] = .string(id) }
        return json
    }
}

extension Source {
    /// The body of a post as one JSON text, without the credential that the vendor puts into it. A post without a body is an
    /// empty form: its address may bring values.
    package func decode(_ body: [UInt8], contentType: String?) throws(SubmissionError) -> DecodedSubmission {
        let isEmpty = body.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let decoded =
            isEmpty && contentType?.hasPrefix("multipart/") != true
            ? try SubmissionDecoder.decode([], contentType: "application/x-www-form-urlencoded")
            : try SubmissionDecoder.decode(body, contentType: contentType, options: SubmissionOptions(charset: charset))
        return decoded.withoutValues(at: credentials.compactMap(\.placeInBody))
    }
}

extension Credential {
    /// Where in the body it stands, if it does.
    fileprivate var placeInBody: JSONPointer? {
        if case .bodyField(let place) = scheme { place } else { nil }
    }
}
