package import Leads
package import Targets

extension EuropaceClient {
    /// Creates a KreditSmart Vorgang.
    ///
    /// The test environment is the API's default; production needs `environment=PRODUCTION` (fact sheet 1.4) and the
    /// settings' permission.
    package func importKEXVorgang(_ document: [UInt8], mode: DeliveryMode, trace: String) async -> Outcome {
        if let fault = refusal(of: mode) { return .dataFault(fault) }
        let url =
            switch mode {
            case .test: endpoints.kexImport
            case .production: "\(endpoints.kexImport)?environment=PRODUCTION"
            }
        return await create(.kexVorgang, at: url, document, trace: trace)
    }
}
