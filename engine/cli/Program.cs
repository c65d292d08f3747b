Console.WriteLine("surrogate");
