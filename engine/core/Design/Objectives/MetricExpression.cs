namespace SurrogateEngine.Design;

/// <summary>
/// Metrics and numbers with <c>+ - * /</c> and brackets between them, e.g. <c>auc(T) / (auc(T) + auc(L))</c>. Operators stand between
/// spaces, because names of files hold them too.
/// </summary>
static class MetricExpression
{
    /// <summary>Understands an expression.</summary>
    /// <param name="text">The words.</param>
    /// <param name="one">Makes a metric of what holds no operator.</param>
    public static CurveMetric Read(string text, Func<string, CurveMetric> one)
    {
        text = text.Trim();
        // What binds weakest is split first, the last one first: a - b - c is (a - b) - c.
        foreach (string operators in (string[])["+-", "*/"])
        {
            if (LastOutside(text, operators) is > 0 and var at)
                return Combined(text, Read(text[..at], one), text[at + 1], Read(text[(at + 3)..], one));
        }

        if (text.Length > 2 && text[0] == '(' && Closing(text) == text.Length - 1)
            return Read(text[1..^1], one) with { Text = text };
        return NumberText.Read(text) is { } number ? new ConstantMetric(text, number) : one(text);
    }

    static CombinedMetric Combined(string text, CurveMetric left, char by, CurveMetric right)
    {
        string unit = by switch
        {
            '+' or '-' when left.Unit == right.Unit => left.Unit,
            '*' or '/' when right is ConstantMetric => left.Unit,
            '*' when left is ConstantMetric => right.Unit,
            // Sums of different things, such as a cost, and quotients are plain numbers.
            _ => "",
        };
        return new(text, unit, left, by, right);
    }

    /// <summary>Where the space before the last of some operators stands that no bracket holds; -1 for none.</summary>
    static int LastOutside(string text, string operators)
    {
        int depth = 0, found = -1;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && i > 0 && i + 2 < text.Length && text[i] == ' ' && text[i + 2] == ' ' && operators.Contains(text[i + 1]))
                found = i;
        }

        return found;
    }

    /// <summary>Where the bracket closes that opens the text.</summary>
    static int Closing(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return -1;
    }
}
