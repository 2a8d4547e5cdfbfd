using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weir.Store.Catalog;

/// <summary>Facts of the lake itself.</summary>
internal static class LakeTable
{
    /// <summary>What the lake is known by, wherever it is moved.</summary>
    public static string Id(SqliteConnection connection) => connection.Rows(r => r.GetString(0), "SELECT value FROM lake WHERE name = 'id'").Single();

    /// <summary>How often files were taken out of the catalogue to be deleted; see <see cref="Leases"/>.</summary>
    public static long Epoch(SqliteConnection connection) => connection.Number("SELECT CAST(value AS INTEGER) FROM lake WHERE name = 'epoch'");

    public static void BeginEpoch(SqliteConnection connection, long epoch) =>
        connection.Run("UPDATE lake SET value = $value WHERE name = 'epoch'", ("$value", epoch.ToString(CultureInfo.InvariantCulture)));
}
