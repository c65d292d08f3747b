# Tails of the studentized range by SciPy 1.10.1, which integrates adaptively: python3 reference.py > studentized-range.csv
# (R 4.2.2's ptukey differs by up to 2e-4 at 2 degrees of freedom, where two means have a closed form that SciPy meets.)
from scipy.stats import studentized_range

for q in (0.5, 2, 3.5, 6, 12):
    for means in (2, 3, 8, 20):
        for freedom in (2, 5, 27, 200):
            print(q, means, freedom, repr(float(studentized_range.sf(q, means, freedom))), sep=",")
