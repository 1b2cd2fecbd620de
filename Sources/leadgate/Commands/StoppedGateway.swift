import ArgumentParser
import Leads

/// What the commands share that work on the data file of a stopped gateway.
enum StoppedGateway {
    /// The data folder, or explains and ends the command where there is no data file in it.
    static func folder(_ flag: String?) throws -> String {
        let folder = Environment.process.text(.data, flag: flag)
        guard Files.exists(folder + "/leads.sqlite") else {
            Console.error(
                """
                there is no data file '\(folder)/leads.sqlite', or this user may not look into its folder; name the gateway's \
                data folder by --data
                """
            )
            throw ExitCode.failure
        }
        return folder
    }

    /// Runs `body`; why its file cannot be worked on is said and ends the command.
    static func orExit<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StartError {
            Console.error(error.message)
            throw ExitCode.failure
        } catch let error as StoreError {
            Console.error(error.description)
            throw ExitCode.failure
        }
    }
}
