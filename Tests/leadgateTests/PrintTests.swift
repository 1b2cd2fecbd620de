import JSON
import Telemetry
import Testing

@testable import leadgate

@Suite("What an installation needs")
struct PrintTests {
    @Test("the dashboard shows every metric of the table")
    func dashboard() throws {
        let json = try JSONValue.parse(Array(Dashboard.json.text(pretty: true).utf8))
        let panels = json["panels"]?.arrayValue ?? []
        #expect(panels.compactMap { $0["title"]?.stringValue } == Metric.all.map(\.name))
        for (panel, metric) in zip(panels, Metric.all) {
            #expect(panel["targets"]?[0]?["expr"]?.stringValue?.contains(metric.name) == true)
        }
    }

    @Test("the unit names every setting but secrets, and its folders")
    func unit() {
        let text = SystemdUnit.text
        for setting in Setting.all {
            #expect(text.contains("\(setting.variable)=") != setting.isSecret, "\(setting.variable)")
        }
        #expect(text.contains("ExecStart="))
        #expect(text.contains("NoNewPrivileges=yes"))
    }

    @Test("the socket is where the gateway would listen, and the unit asks for it")
    func socket() {
        #expect(SystemdUnit.socket.contains("ListenStream=127.0.0.1:8080\n"))
        #expect(SystemdUnit.text.contains("\nWants=leadgate.socket\n"))
    }
}
