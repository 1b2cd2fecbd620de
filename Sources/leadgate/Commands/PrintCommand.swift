import ArgumentParser
import JSON
import Telemetry

/// `leadgate print`: what an installation needs besides the program, made from its own tables.
struct PrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract:
            "Print what an installation needs: alerting rules, a dashboard, a systemd unit, its APIs as documents.",
        subcommands: [PrintAlerts.self, PrintDashboard.self, PrintUnit.self, PrintSocket.self, PrintOpenAPI.self]
    )
}

struct PrintAlerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Print alerting rules for Prometheus.",
        discussion: "  leadgate print alerts > /etc/prometheus/rules/leadgate.yml"
    )

    func run() { print(Alert.prometheusRules, terminator: "") }
}

struct PrintDashboard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Print a dashboard for Grafana: one panel for each metric.",
        discussion: "  leadgate print dashboard > leadgate.json"
    )

    func run() { print(Dashboard.json.text(pretty: true)) }
}

struct PrintUnit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "systemd-unit",
        abstract: "Print a hardened unit for systemd.",
        discussion: "  leadgate print systemd-unit > /etc/systemd/system/leadgate.service"
    )

    func run() { print(SystemdUnit.text, terminator: "") }
}

struct PrintSocket: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "systemd-socket",
        abstract: "Print the socket to that unit: with it nobody is refused while the gateway restarts.",
        discussion: """
              leadgate print systemd-socket > /etc/systemd/system/leadgate.socket
              systemctl enable --now leadgate.socket leadgate.service
            """
    )

    func run() { print(SystemdUnit.socket, terminator: "") }
}

/// A Grafana dashboard with a panel for each row of the table of metrics.
enum Dashboard {
    static var json: JSONValue {
        let panels = Metric.all.enumerated().map { number, metric in panel(metric, number: number) }
        return .object([
            "title": "LeadGate",
            "uid": "leadgate",
            "schemaVersion": 39,
            "refresh": "30s",
            "time": .object(["from": "now-6h", "to": "now"]),
            "panels": .array(panels),
        ])
    }

    private static func panel(_ metric: Metric, number: Int) -> JSONValue {
        let labels = metric.labels.joined(separator: ", ")
        let expression =
            switch metric.kind {
            case .counter: "sum by (\(labels)) (rate(\(metric.name)[5m]))"
            case .gauge: metric.name
            case .histogram:
                "histogram_quantile(0.95, sum by (\((metric.labels + ["le"]).joined(separator: ", "))) "
                    + "(rate(\(metric.name)_bucket[5m])))"
            }
        let legend = metric.labels.map { "{{\($0)}}" }.joined(separator: " ")
        return .object([
            "id": .number(JSONNumber(number + 1)),
            "type": "timeseries",
            "title": .string(metric.name),
            "description": .string(metric.help),
            "gridPos": .object([
                "h": 7, "w": 8, "x": .number(JSONNumber(number % 3 * 8)), "y": .number(JSONNumber(number / 3 * 7)),
            ]),
            "targets": .array([
                .object(["refId": "A", "expr": .string(expression), "legendFormat": .string(legend)])
            ]),
        ])
    }
}

/// A unit for systemd, which may do what the gateway does and nothing else.
enum SystemdUnit {
    static var text: String {
        let variables = Setting.all.filter { !$0.isSecret }.map { setting in
            let value = setting.fallback ?? ""
            return "#Environment=\(setting.variable)=\(value)\n"
        }
        return """
            # Made by `leadgate print systemd-unit`. Secrets come from files that only root can read: a line LoadCredential=
            # hands one to the service, a variable …_FILE says where it is.
            [Unit]
            Description=LeadGate, lead-intake gateway
            After=network-online.target
            Wants=network-online.target
            # With the socket of `leadgate print systemd-socket` no sender is refused while the gateway restarts; it replaces
            # \(Setting.host.variable) and \(Setting.port.variable). Without it the gateway opens its own.
            After=leadgate.socket
            Wants=leadgate.socket

            [Service]
            ExecStart=/usr/local/bin/leadgate serve
            Environment=\(Setting.data.variable)=/var/lib/leadgate
            Environment=\(Setting.mappings.variable)=/etc/leadgate/mappings
            EnvironmentFile=-/etc/leadgate/environment
            #LoadCredential=europace:/etc/leadgate/europace.secret
            #Environment=\(Setting.clientSecretFile.variable)=%d/europace
            \(variables.joined().split(separator: "\n").joined(separator: "\n"))
            DynamicUser=yes
            # `leadgate backup` writes as the service: to /var/lib/leadgate/backups, from where somebody else takes it away.
            StateDirectory=leadgate leadgate/backups
            StateDirectoryMode=0700
            ConfigurationDirectory=leadgate
            Restart=always
            RestartSec=1
            TimeoutStopSec=15
            KillSignal=SIGTERM
            LimitNOFILE=65536
            NoNewPrivileges=yes
            ProtectSystem=strict
            LimitCORE=0
            ProtectHome=yes
            PrivateTmp=yes
            PrivateDevices=yes
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            ProtectProc=invisible
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            CapabilityBoundingSet=
            AmbientCapabilities=
            SystemCallFilter=@system-service
            SystemCallArchitectures=native
            UMask=0077

            [Install]
            WantedBy=multi-user.target

            """
    }

    /// The intake socket, which systemd keeps open across restarts (sd_listen_fds(3)).
    static var socket: String {
        let address = [Setting.host, .port].map { $0.fallback ?? "" }.joined(separator: ":")
        return """
            # Made by `leadgate print systemd-socket`. Belongs to leadgate.service.
            [Unit]
            Description=LeadGate, intake socket

            [Socket]
            ListenStream=\(address)
            Backlog=1024

            [Install]
            WantedBy=sockets.target

            """
    }
}
