using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A hundred ways to spoil a table or what is asked of it: each is met with one clear sentence.</summary>
public sealed class BrokenTablesTests
{
    const string Good = "size (nm),EE,drug\n100,80,a\n110,85,b\n120,90,c\n130,70,a\n140,75,b\n150,60,c\n160,65,a\n170,50,b\n180,55,c\n190,45,a\n200,40,b\n210,35,c\n";

    static readonly (string Name, string Text, string Sentence)[] Files =
    [
        ("empty", "", "the file is empty"), ("a newline", "\n", "the file is empty"), ("blank lines", "\n\n  \n", "the file is empty"),
        ("a byte order mark", "\uFEFF", "the file is empty"), ("comments", "# a\n# b\n", "the file is empty"),
        ("names only", "a,b\n", "there are no rows"), ("names and blanks", "a,b\n\n,\n", "there are no rows"),
        ("a zero byte", "a,b\n1,\0\n", "binary file"), ("no names", "1,2\n3,4\n", "should name the columns"),
        ("one number above", "5\n6\n", "should name the columns"), ("a name twice", "a,a\n1,2\n", "two columns are named 'a'"),
        ("a name twice but for blanks", "a, a\n1,2\n", "two columns are named 'a'"), ("a longer row", "a,b\n1,2,3\n", "3 cells"),
        ("a longer last row", "a,b\n1,2\n3,4,5,6\n", ":3: this line has 4 cells"),
            ("decimal commas between commas", "a,b\n1,5,2,5\n", "4 cells"),
        ("commas and points", "a;b\n1,5;2\n2.5;3\n", "decimal comma"),
            ("a comma that may be either", "a;b\n1,234;2\n2,345;3\n", "'1,234' may be 1234 or 1.234"),
        ("broken Parquet", "PAR1 and no more", "Parquet"), ("a broken spreadsheet", "PK\u0003\u0004 and no more", "not a spreadsheet"),
    ];

    // What is read all the same is said: one line of what describe prints.
    static readonly (string Name, string Text, string Sentence)[] Notes =
    [
        ("a title", "My table\na,b\n1,2\n3,4\n", "was taken for a title"),
            ("a line of units", "a,b\n(nm),(%)\n1,2\n", "taken for the units"),
        ("a column without a name", "a,,b\n1,2,3\n", "called 'column 2'"),
            ("a constant", "a,b\n1,2\n1,3\n", "'a' is the same in every row"),
        ("an empty column", "a,b\n,2\n,3\n", "'a' is empty"),
            ("mostly missing", "a,b\n1,2\n2,3\n,3\n,4\n,5\n,6\n", "'a' is missing in 4 of 6"),
        ("a row twice", "a,b\n1,2\n1,2\n", "rows repeat another"),
            ("two spellings", "a,b\nPVA,2\npva,3\nPVA,3\npva,5\n", "'PVA' and 'pva'"),
        ("two columns alike", "a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i * i},{2 * i * i}\n")), "say the same"),
        ("an outlier", "a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"{i % 7},{i * i}\n")) + "500,3\n", "far outside the others"),
    ];

    static readonly string[] Cells =
    [
        "abc", "1.2.3", "1e", "--5", "0x1F", "∞", "1/2", "5-10", "1:2", "#DIV/0!", "#VALUE!", "#REF!", "TRUE", "2024-01-01", "ten", "50±",
        "±5", "<", ">", "inf", "1 2 3", "1..5", "5 apples", "(5)", "5;",
    ];

    static readonly (string Words, string Sentence)[] Asked =
    [
        ("-t nothing", "there is no column 'nothing'"), ("-t Ee2", "did you mean 'EE'"),
            ("-t drug --threshold 5", "a threshold cuts numbers"),
        ("-t EE --threshold 500", "every row lies on one side of 500"), ("-t EE --threshold many", "--threshold"),
        ("-t EE --features nothing", "no column 'nothing'"), ("-t EE --features EE", "cannot be learned from as well"),
        ("-t EE --exclude nothing", "no column 'nothing'"), ("-t EE --exclude size drug", "no column is left"),
        ("-t EE --group nothing", "no column 'nothing'"), ("-t EE --group drug", "fall into 3 groups, too few for 5 folds"),
        ("-t EE --folds 1", "2 folds or more"), ("-t EE --folds 0", "2 folds or more"), ("-t EE --folds 13", "too few for 13 folds"),
        ("-t EE --folds few", "--folds"), ("-t EE --fold-column nothing", "no column 'nothing'"),
            ("-t EE --time-column drug", "needs a number in every row"),
        ("-t EE --time-column size --folds 12", "too few for 12 folds"), ("-t EE --smiles drug", "is no SMILES"),
            ("-t EE --smiles size", "SMILES are words"),
        ("-t EE --smiles nothing", "no column 'nothing'"), ("-t EE --learners forest", "no such learner of tables"),
        ("-t EE --learners rigde", "did you mean 'ridge'"), ("-t EE --seed x", "--seed"), ("-t EE --tune x", "--tune"),
            ("-t EE --tune-seconds x", "--tune-seconds"),
        ("-t EE --recipe nowhere.json", "there is no such file"), ("-t EE -o nowhere/m.model", "its folder does not exist"),
            ("-t drug --log", "a logarithm needs numbers"),
        ("", "--target"), ("-t EE --targets x", "--targets"),
    ];

    static readonly (string Text, string Words, string Sentence)[] Learned =
    [
        ("a,y\n" + Rows(i => $"{7 * i % 20},5"), "-t y", "every row has the same value"), ("a,y\n" + Rows(i =>
            $"{7 * i % 20},yes"), "-t y", "every row is of the class 'yes'"),
        ("a,y\n" + Rows(i => $"{7 * i % 20},"), "-t y", "0 rows have an outcome"),
            ("a,y\n1,2\n2,3\n3,4\n", "-t y", "3 rows have an outcome"),
        ("a,y\n" + Rows(i => $"{7 * i % 20},word{i}"), "-t y", "too many for classes"), ("a,y\n" + Rows(i =>
            $"{7 * i % 20},{(i == 0 ? "x" : "z")}"), "-t y", "all rows to learn from are of one class"),
        ("a,y\n" + Rows(i => $"{7 * i % 20},{i}"), "-t y --log", "above zero"), ("a,y,f\n" + Rows(i =>
            $"{7 * i % 20},{i * i},1"), "-t y --fold-column f", "two different values or more"),
        ("y\n" + Rows(i => $"{i * i}"), "-t y", "no column is left"), ("a,y,t\n" + Rows(i =>
            $"{7 * i % 20},{i * i},{(i == 3 ? "" : $"{i}")}"), "-t y --time-column t", "needs a number in every row"),
    ];

    static readonly (string Recipe, string Sentence)[] Recipes =
    [
        ("", "not a recipe"), ("{", "not a recipe"), ("[]", "not a recipe"), ("{\"columns\": []}", "0 columns"), ("{\"format\": 9, \"columns\": [{\"header\":\"EE\",\"name\":\"EE\",\"kind\":\"number\",\"unit\":\"\"}]}", "has format 9"),
        ("{\"columns\": [{\"header\":\"nothing\",\"name\":\"n\",\"kind\":\"number\",\"unit\":\"\"}]}", "wants the column 'nothing'"),
        ("{\"columns\": [{\"header\":\"EE\",\"name\":\"n\",\"kind\":\"colour\",\"unit\":\"\"}]}", "not a recipe"), ("{\"colums\": []}", "not a recipe"),
        ("{\"columns\": [{\"header\":\"EE\",\"name\":\"n\",\"kind\":\"number\",\"unit\":\"\"},{\"header\":\"drug\",\"name\":\"n\",\"kind\":\"category\",\"unit\":\"\"}]}", "two columns 'n'"),
        ("null", "it is empty"), ("{\"columns\": [null]}", "is null"),
        ("{\"columns\": [{\"header\":\"EE\",\"name\":\"n\",\"kind\":\"number\"}]}", "not a recipe"),
        ("{\"columns\": [{\"name\":\"n\",\"kind\":\"number\",\"unit\":\"\"}]}", "not a recipe"),
    ];

    static int Count => Files.Length + Notes.Length + Cells.Length + Asked.Length + Learned.Length + Recipes.Length;

    [Test]
    public void There_are_a_hundred_of_them() => Count.ShouldBeGreaterThanOrEqualTo(100);

    [Test]
    public void A_spoiled_file_is_refused([Range(0, 18)] int which)
    {
        using var folder = new TemporaryFolder();
        (_, string text, string sentence) = Files[which];
        File.WriteAllText(folder["t.csv"], text);

        Refused(sentence, "table", "describe", folder["t.csv"]);
    }

    [Test]
    public void What_is_odd_is_said([Range(0, 9)] int which)
    {
        using var folder = new TemporaryFolder();
        (_, string text, string sentence) = Notes[which];
        File.WriteAllText(folder["t.csv"], text);

        Cli.Outcome described = Cli.Run("table", "describe", folder["t.csv"]);

        described.Code.ShouldBe(CommandLine.Done, described.Error);
        described.Out.Split('\n').Count(line => line.Contains(sentence)).ShouldBe(1);
    }

    [Test]
    public void A_cell_that_is_no_number_is_named([ValueSource(nameof(Cells))] string cell)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Good + $"\"{cell}\",50,a\n");

        Cli.Outcome described = Cli.Run("table", "describe", folder["t.csv"]);

        described.Code.ShouldBe(CommandLine.Done, described.Error);
        described.Out.ShouldContain($"Cleaned: line 14, column 'size': '{cell}' became missing.");
    }

    [Test]
    public void What_cannot_be_asked_is_refused([Range(0, 30)] int which)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Good);

        Refused(Asked[which].Sentence, ["table", "learn", folder["t.csv"], .. Words(Asked[which].Words, "ridge")]);
    }

    [Test]
    public void An_outcome_that_cannot_be_learned_is_refused([Range(0, 9)] int which)
    {
        using var folder = new TemporaryFolder();
        (string text, string words, string sentence) = Learned[which];
        File.WriteAllText(folder["t.csv"], text);

        Refused(sentence, ["table", "learn", folder["t.csv"], .. Words(words, "ridge")]);
    }

    [Test]
    public void A_spoiled_recipe_is_refused([Range(0, 12)] int which)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Good);
        File.WriteAllText(folder["r.json"], Recipes[which].Recipe);

        Refused(Recipes[which].Sentence, "table", "describe", folder["t.csv"], "--recipe", folder["r.json"]);
    }

    [TestCase("table", "learn", "-t", "EE", "--features", "size", "size", "drug", "--learners", "ridge", "ridge")]
    [TestCase("table", "cluster", "--columns", "size", "EE", "size")]
    [TestCase("table", "compare", "--value", "EE", "--by", "drug", "drug", "--on", "size", "size")]
    [TestCase("explain", "--target", "EE", "--learner", "ridge", "--features", "size", "drug", "size")]
    public void A_column_named_twice_is_taken_once(params string[] words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Good);
        int verb = words[0] == "table" ? 2 : 1;

        Cli.Run([.. words[..verb], folder["t.csv"], .. words[verb..], "--quiet"]).Code.ShouldBe(CommandLine.Done);
    }

    [Test]
    public void Neither_an_empty_column_nor_more_clusters_than_rows_are_a_fault()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], "size,EE,empty\n" + Rows(i => $"{i},{7 * i % 5},"));

        Refused("holds nothing", "table", "compare", folder["t.csv"], "--value", "empty", "--by", "EE");
        Refused("fewer than there are rows", "table", "cluster", folder["t.csv"], "-k", "2147483648");
        Cli.Run("table", "describe", folder["t.csv"], "--target", "empty", "--quiet").Code.ShouldBe(CommandLine.Done);
    }

    [Test]
    public void A_model_that_does_not_fit_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], Good);
        Cli.Run("table", "learn", folder["t.csv"], "-t", "EE", "--learners", "ridge", "-o",
            folder["m.model"]).Code.ShouldBe(CommandLine.Done);
        File.WriteAllText(folder["less.csv"], "drug\na\n");
        File.WriteAllText(folder["words.csv"], "size,drug\nlarge,a\nsmall,b\n");

        Refused("there is no such file", "table", "predict", folder["no.model"], folder["t.csv"]);
        Refused("damaged", "table", "predict", folder["t.csv"], folder["t.csv"]);
        Refused("size: the model needs this column", "table", "predict", folder["m.model"], folder["less.csv"]);
        Refused("learned numbers in this column", "table", "predict", folder["m.model"], folder["words.csv"]);
        Refused("ask for one of them", "table", "predict", folder["m.model"], folder["t.csv"], "--interval", "0.77");
        Refused(".csv or .parquet", "table", "predict", folder["m.model"], folder["t.csv"], "-o", folder["p.txt"]);
        Refused("there is no such file", "table", "describe", folder["none.csv"]);
        Refused("this is a folder", "table", "describe", folder.Root);
        Refused("would be lost", "table", "learn", folder["t.csv"], "-t", "EE", "--learners", "ridge", "-o", folder["t.csv"]);
    }

    static string[] Words(string words, string learner) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. words.Contains("--learners") ? [] : (string[])["--learners",
            learner]];

    static string Rows(Func<int, string> row) => string.Concat(Enumerable.Range(0, 20).Select(i => row(i) + "\n"));

    static void Refused(string sentence, params string[] words)
    {
        Cli.Outcome outcome = Cli.Run(words);
        outcome.Code.ShouldBe(CommandLine.Refused, outcome.Error + outcome.Out);
        string[] lines = [.. outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("Leak:", StringComparison.Ordinal) && !line.Contains("were left out"))];
        lines.ShouldHaveSingleItem().ShouldContain(sentence);
    }
}
