import ArgumentParser
import Foundation
import MappingDesk

/// `leadgate source sample`: a post before there is one.
struct SampleOfVendor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Print a post as a vendor makes it, of a person who does not exist.",
        discussion: """
              leadgate source sample typeform > post.json
              leadgate send musterbank post.json --dry-run
            """
    )

    @Argument(help: "The vendor; `leadgate source vendors` lists them.")
    var vendor: String

    func run() throws {
        let sample = VendorSample.of(try Vendor.known(vendor))
        FileHandle.standardOutput.write(Data(sample.body.utf8))
    }
}

extension Vendor {
    /// The vendor of a name, or the right names said and the command ended.
    static func known(_ name: String) throws -> Vendor {
        if let known = Vendor.named(name) { return known }
        Console.error("there is no vendor '\(name)'; there are: \(Vendor.all.map(\.name).joined(separator: ", "))")
        throw Console.invalidInput
    }
}
