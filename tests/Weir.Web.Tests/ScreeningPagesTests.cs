using System.Net;
using System.Text;
using System.Text.Json;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>Screening for people: one name, a file of names, a listed entity, a search.</summary>
public sealed class ScreeningPagesTests(InventedLists lists) : IClassFixture<InventedLists>
{
    [Fact]
    public async Task A_name_gets_candidates_with_what_met_what_and_the_warning_in_both_languages()
    {
        var page = await lists.Site.GetAsync("/screening?name=" + Uri.EscapeDataString("Сидоренко Иван") + "&schema=Person&country=Russia&born=1971");
        Assert.Contains("href=\"/entities/invented/p-1\"", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>сидоренко</bdi>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no finding about anybody", page, StringComparison.Ordinal);
        Assert.Contains("weir explain m1-", page, StringComparison.Ordinal);
        Assert.Contains("никого не оправдывает", await lists.Site.GetAsync("/screening?lang=ru"), StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await lists.Site.GetAsync("/screening.json?name=Sidorenko+Ivan+Petrovich"));
        Assert.Equal("p-1", json.RootElement.GetProperty("candidates")[0].GetProperty("entity").GetString());
        Assert.StartsWith("1,", (await lists.Site.GetAsync("/screening.csv?name=Sidorenko+Ivan+Petrovich")).Split("\r\n")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/screening?name=%F0%9F%98%80", "letter or digit")]
    [InlineData("/screening?name=A&schema=Persn", "did you mean")]
    [InlineData("/screening?name=A&list=invnted", "did you mean")]
    [InlineData("/screening?name=A+Name&as-of=2999-01-01", "future")]
    [InlineData("/screening?name=Nobody+Whatsoever", "That is no clearance")]
    public async Task What_can_not_be_looked_up_is_said_on_the_page(string path, string text) =>
        Assert.Contains(text, await lists.Site.GetAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task A_listed_entity_has_a_page_with_names_designations_and_relations_and_its_markup_stays_text()
    {
        var page = await lists.Site.GetAsync("/entities/invented/c-1");
        Assert.Contains("Ministry of Inventions", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/entities/invented/c-2\"", page, StringComparison.Ordinal);
        Assert.Contains("<td>51</td>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Optika&lt;/b&gt;", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await lists.Site.GetAsync("/entities/invented/c-1.json"));
        Assert.Equal(2, json.RootElement.GetProperty("relations").GetArrayLength());
        Assert.Contains("c-1,innCode,7707083893", await lists.Site.GetAsync("/entities/invented/c-1.csv"), StringComparison.Ordinal);
        using var missing = await lists.Site.Client.GetAsync(new Uri("/entities/invented/none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/entities/c-1");
        request.Headers.Accept.ParseAdd("text/html");
        using var sent = await lists.Site.Client.SendAsync(request);
        Assert.Equal("/entities/invented/c-1", sent.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Search_finds_for_reading_and_says_that_it_is_no_screening()
    {
        var page = await lists.Site.GetAsync("/search?q=Imaginary");
        Assert.Contains("href=\"/entities/other-list/x-1\"", page, StringComparison.Ordinal);
        Assert.Contains("no screening", page, StringComparison.Ordinal);
        // Whoever goes by another name is said to have been met by it.
        Assert.Contains("met by <bdi>Vanya</bdi>", await lists.Site.GetAsync("/search?q=Vanya"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_screened_row_by_row_and_comes_back_whole()
    {
        using var started = await UploadAsync("id,name,country\na,Invented Optics LLC,ru\nb,Nobody Whatsoever,\nc,😀,\n", origin: null);
        Assert.Equal(HttpStatusCode.SeeOther, started.StatusCode);
        var job = started.Headers.Location!.ToString();
        JsonElement status;
        do
        {
            using var json = JsonDocument.Parse(await lists.Site.GetAsync(job + ".json"));
            status = json.RootElement.Clone();
        }
        while (status.GetProperty("state").GetString() == "running");
        Assert.Equal("done", status.GetProperty("state").GetString());
        Assert.Equal((3, 1), (status.GetProperty("rows").GetInt32(), status.GetProperty("errors").GetInt32()));
        var rows = (await lists.Site.GetAsync(status.GetProperty("answers").GetString()!)).TrimEnd().Split("\r\n");
        Assert.StartsWith("2,a,Invented Optics LLC,candidate,1,0.", rows[1], StringComparison.Ordinal);
        Assert.Contains(rows, r => r.StartsWith("3,b,Nobody Whatsoever,none", StringComparison.Ordinal));
        Assert.Contains("line 4", rows[^1], StringComparison.Ordinal);
        Assert.Contains("answers", await lists.Site.GetAsync(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_from_another_site_none_or_one_that_is_too_large_is_refused()
    {
        using var elsewhere = await UploadAsync("name\nA\n", "https://example.test");
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        using var empty = await UploadAsync("", origin: null);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var none = await lists.Site.Client.GetAsync(new Uri("/screening/jobs/none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var headed = new HttpRequestMessage(HttpMethod.Post, "/screening/jobs") { Content = new ByteArrayContent(new byte[17 * 1024 * 1024]) };
        headed.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        using var large = await lists.Site.Client.SendAsync(headed);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    private async Task<HttpResponseMessage> UploadAsync(string text, string? origin)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "names.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/screening/jobs") { Content = form };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await lists.Site.Client.SendAsync(request);
    }
}
