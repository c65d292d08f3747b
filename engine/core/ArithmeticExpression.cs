namespace SurrogateEngine;

/// <summary>
/// Words with <c>+ - * /</c> and brackets between them. Operators stand between spaces, because names of files and columns hold them too.
/// </summary>
static class ArithmeticExpression
{
    /// <summary>Understands an expression.</summary>
    /// <typeparam name="T">What a part of it becomes.</typeparam>
    /// <param name="text">The words.</param>
    /// <param name="one">Makes a part of what holds no operator.</param>
    /// <param name="combined">Joins two parts, told the words that they are made of.</param>
    public static T Read<T>(string text, Func<string, T> one, Func<string, T, char, T, T> combined)
    {
        text = text.Trim();
        // What binds weakest is split first, the last one first: a - b - c is (a - b) - c.
        foreach (string operators in (string[])["+-", "*/"])
        {
            if (LastOutside(text, operators) is > 0 and var at)
                return combined(text, Read(text[..at], one, combined), text[at + 1], Read(text[(at + 3)..], one, combined));
        }

        return text.Length > 2 && text[0] == '(' && Closing(text) == text.Length - 1 ? Read(text[1..^1], one, combined) : one(text);
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
