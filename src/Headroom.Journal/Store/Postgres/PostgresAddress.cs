using Npgsql;

namespace Headroom.Journal;

/// <summary>
/// A book on a server, as people write it: <c>postgres://user[:password]@host:port/database</c>, with
/// <c>?host=/socket/directory</c> for a unix socket and <c>?sslmode=require</c> (or another mode) for encryption.
/// A missing port is 5432. Without a password the environment's PGPASSWORD or the user's .pgpass serves.
/// </summary>
/// <param name="Name">Who, where and which database, for messages: never with the password.</param>
/// <param name="ConnectionString">What Npgsql needs; it may hold the password, so it is not for messages.</param>
sealed record PostgresAddress(string Name, string ConnectionString)
{
    const int DefaultPort = 5432;

    public static bool Is(string book) =>
        book.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || book.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    public static PostgresAddress Parse(string book)
    {
        if (!Is(book) || !Uri.TryCreate(book, UriKind.Absolute, out var uri)) throw Unreadable();
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            ApplicationName = "headroom",
            MaxPoolSize = 20,    // connections of one process
            Timeout = 10,        // seconds to connect
            CommandTimeout = 60, // seconds for a statement
        };
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Apply(setting, settings);
        if (settings.Host is null or "" || settings.Database is null or "") throw Unreadable();
        return new($"{settings.Database} on {settings.Host}:{settings.Port}", settings.ToString());
    }

    static void Apply(string setting, NpgsqlConnectionStringBuilder settings)
    {
        var parts = setting.Split('=', 2);
        var value = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        switch (parts[0])
        {
            case "host" when value.Length > 0: settings.Host = value; break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", ""), ignoreCase: true, out var mode): settings.SslMode = mode; break;
            default: throw new JournalUnavailable($"The database address has a setting '{parts[0]}' that is not known or has no such value. Known are host and sslmode.");
        }
    }

    // The text is not repeated: it may hold a password.
    static JournalUnavailable Unreadable() =>
        new("The database address cannot be read. It is written postgres://user:password@host:port/database.");

    public override string ToString() => Name;
}
