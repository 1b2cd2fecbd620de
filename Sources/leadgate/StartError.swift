/// Why the gateway does not start, and what to do.
struct StartError: Error {
    let message: String
}
