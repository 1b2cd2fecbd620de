import GRDB
import LeadKeeping
import Leads

extension StoreError {
    /// What every call gets once the store is closed.
    static let closed = StoreError.unavailable("it is closed.")

    /// The data file is not where it was opened.
    static func gone(_ path: String) -> StoreError {
        .unavailable(
            "\(path) was moved, deleted or replaced while the gateway had it open, so nothing is taken or sent any more. What was "
                + "taken is in the file that is open, and a deleted one ends with this process: say `leadgate backup FILE` before "
                + "you stop it. Then put FILE, or the file that was moved, back and start again."
        )
    }

    /// What a failed write means for the store.
    init(writing error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as LeadRow.Unreadable: self = .init(unreadable: error)
        case is StoredRow.Malformed:
            self = .unusable("A row on the disk holds what it cannot hold. `leadgate verify` names it; restore it.")
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: self = .full("SQLite could not write.")
            case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_MISUSE:
                self = .unavailable("SQLite says \(error.extendedResultCode.rawValue), \(error.message ?? "no more").")
            default:
                self = .unexpected("SQLite says \(error.extendedResultCode.rawValue), \(error.message ?? "no more").")
            }
        default: self = .unexpected("\(type(of: error))")
        }
    }

    /// What a failed read means for its caller.
    init(reading error: any Error) {
        switch error {
        case is CancellationError: self = .cancelled
        case let error as DatabaseError where [.SQLITE_INTERRUPT, .SQLITE_ABORT].contains(error.resultCode):
            self = .cancelled
        default: self = .init(writing: error)
        }
    }

    init(unreadable row: LeadRow.Unreadable) {
        if let id = row.id {
            self = .corrupt(id, "its \(row.part)")
        } else {
            self = .unexpected("the lead in row \(row.sequence) has no readable \(row.part)")
        }
    }
}
