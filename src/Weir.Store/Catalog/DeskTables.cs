using Microsoft.Data.Sqlite;

namespace Weir.Store.Catalog;

/// <summary>What desks record: built briefs and views of their pages.</summary>
internal static class DeskTables
{
    /// <summary>In the order of <see cref="ReadBuild"/>.</summary>
    public const string BuildColumns = "desk, brief, built_at, as_of, json";

    public static void AddBuild(SqliteConnection connection, BriefBuild build) => connection.Run(
        "INSERT INTO builds (desk, brief, built_at, as_of, json) VALUES ($desk, $brief, $built_at, $as_of, $json)",
        ("$desk", build.Desk), ("$brief", build.Brief), ("$built_at", build.BuiltAt.Stored()), ("$as_of", build.AsOf.Stored()), ("$json", build.Json));

    public static BriefBuild ReadBuild(SqliteDataReader r) => new(r.GetString(0), r.GetString(1), r.Moment(2), r.Moment(3), r.GetString(4));

    public static BriefBuild? LastBuild(SqliteConnection connection, string desk, string brief) => connection.Rows(
        ReadBuild,
        $"SELECT {BuildColumns} FROM builds WHERE desk = $desk AND brief = $brief ORDER BY id DESC LIMIT 1",
        ("$desk", desk), ("$brief", brief)).SingleOrDefault();

    public static int CountView(SqliteConnection connection, string page) => (int)connection.Number(
        "INSERT INTO page_views (page, count) VALUES ($page, 1) ON CONFLICT (page) DO UPDATE SET count = count + 1 RETURNING count", ("$page", page));

    public static int Views(SqliteConnection connection, string page) => (int)connection.Number(
        "SELECT count FROM page_views WHERE page = $page", ("$page", page));
}
