package import Foundation
package import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files of a change of the master key.
///
/// The new key is a draft until the data file is sealed with it; then it takes the old one's name. Between the two a start
/// finds both and takes the one that the data file says it belongs to. No key is ever removed: somewhere there may be a
/// copy of a file that nothing else opens.
extension MasterKey {
    /// Makes the draft of a new key beside the one that is there. One that an earlier change has left, which came to nothing,
    /// is put aside.
    package static func makeNext(_ source: MasterKeySource, dataFile: String, at now: Date = Date())
        throws(StoreError) -> MasterKey
    {
        guard let path = path(of: source, dataFile: dataFile) else { throw .unusable("There is no master key file.") }
        let draft = draft(of: path)
        if fileExists(draft) { try keep(draft, as: "\(path).unused-\(text(now))") }
        try create(at: draft)
        return MasterKey(bytes: try read(draft))
    }

    /// Gives the draft the name of the key, which is kept under another: backups of before need it. Returns that name.
    @discardableResult
    package static func replace(_ source: MasterKeySource, dataFile: String, at now: Date = Date())
        throws(StoreError) -> String
    {
        guard let path = path(of: source, dataFile: dataFile) else { throw .unusable("There is no master key file.") }
        let kept = try keep(path, as: "\(path).until-\(text(now))")
        guard rename(draft(of: path), path) == 0 else {
            throw .unusable(
                "The data file has its new master key, but \(draft(of: path)) cannot take the name \(path): "
                    + "\(lastSystemError()). The next start does it; move neither away."
            )
        }
        try synchronizeDirectory(of: path)
        return kept
    }

    /// Gives a key another name beside its own, which no other file has, and makes it durable.
    @discardableResult
    private static func keep(_ path: String, as name: String) throws(StoreError) -> String {
        for number in 1... {
            let name = number == 1 ? name : "\(name)-\(number)"
            if link(path, name) == 0 {
                try synchronizeDirectory(of: path)
                return name
            }
            guard errno == EEXIST else {
                throw .unusable("Cannot keep the master key file \(path) as \(name): \(lastSystemError()).")
            }
        }
        return path
    }

    private static func text(_ moment: Date) -> String { moment.formatted(.iso8601.timeSeparator(.omitted)) }
}
