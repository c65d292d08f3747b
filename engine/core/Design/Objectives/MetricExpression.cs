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
        CurveMetric read = ArithmeticExpression.Read(text, word => NumberText.Read(word) is { } number ? new ConstantMetric(word, number)
            : one(word), Combined);
        // Brackets around it all belong to what it is called.
        return read is CombinedMetric ? read with { Text = text.Trim() } : read;
    }

    static CurveMetric Combined(string text, CurveMetric left, char by, CurveMetric right)
    {
        string unit = by switch
        {
            '+' or '-' when left.Unit == right.Unit => left.Unit,
            '*' or '/' when right is ConstantMetric => left.Unit,
            '*' when left is ConstantMetric => right.Unit,
            // Sums of different things, such as a cost, and quotients are plain numbers.
            _ => "",
        };
        return new CombinedMetric(text, unit, left, by, right);
    }
}
