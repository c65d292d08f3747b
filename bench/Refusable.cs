using System.CommandLine;

namespace SurrogateEngine.Bench;

/// <summary>Bad input gets one sentence and exit code 1.</summary>
static class Refusable
{
    public static int Run(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception refusal) when (refusal is RefusedException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(refusal.Message);
            return 1;
        }
    }

    public static void RequireAtLeast(long least, long value, Option option)
    {
        if (value < least)
            throw new RefusedException($"{option.Name} is {value}; give at least {least}.");
    }
}
