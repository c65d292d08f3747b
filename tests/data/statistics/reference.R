# Reference values of the statistics, by R 4.2.2 and pROC 1.18.0: Rscript reference.R > reference.csv
# Each line is a name and numbers; data stand beside the values that were computed from them.
suppressMessages(library(pROC))
out <- function(name, ...) cat(name, ",", paste(sprintf("%.17g", c(...)), collapse = " "), "\n", sep = "")
groups <- function(name, y, g) for (level in levels(factor(g))) out(paste0(name, ".data.", level), y[g == level])

# Published tables that come with R: PlantGrowth (Dobson 1983), InsectSprays (Beall 1942), sleep (Cushny & Peebles 1905),
# warpbreaks (Tippett 1950), women (World Almanac 1975), longley (Longley 1967), mtcars (Henderson & Velleman 1981), npk (Yates 1937).
groups("plants", PlantGrowth$weight, PlantGrowth$group)
a <- aov(weight ~ group, PlantGrowth); s <- summary(a)[[1]]
out("plants.anova", s[1, "Sum Sq"], s[2, "Sum Sq"], s[1, "F value"], s[1, "Pr(>F)"])
w <- oneway.test(weight ~ group, PlantGrowth); out("plants.welch", w$statistic, w$parameter[2], w$p.value)
t <- TukeyHSD(a)$group; for (i in 1:3) out(paste0("plants.tukey.", rownames(t)[i]), t[i, ])
k <- kruskal.test(weight ~ group, PlantGrowth); out("plants.kruskal", k$statistic, k$p.value)
levene <- function(y, g, center) { z <- abs(y - tapply(y, g, center)[g]); s <- anova(lm(z ~ g)); c(s[1, 4], s[1, 5]) }
out("plants.levene", levene(PlantGrowth$weight, PlantGrowth$group, mean))
out("plants.brown", levene(PlantGrowth$weight, PlantGrowth$group, median))
groups("sprays", InsectSprays$count, InsectSprays$spray)
k <- kruskal.test(count ~ spray, InsectSprays); out("sprays.kruskal", k$statistic, k$p.value)
a <- aov(count ~ spray, InsectSprays); t <- TukeyHSD(a)$spray
for (i in 1:nrow(t)) out(paste0("sprays.tukey.", rownames(t)[i]), t[i, ])


x <- sleep$extra[1:10]; y <- sleep$extra[11:20]; out("sleep.data.1", x); out("sleep.data.2", y)
t <- t.test(x, y, var.equal = TRUE); out("sleep.student", t$statistic, t$parameter, t$p.value, t$conf.int)
t <- t.test(x, y); out("sleep.welch", t$statistic, t$parameter, t$p.value, t$conf.int)
t <- t.test(x, y, paired = TRUE); out("sleep.paired", t$statistic, t$parameter, t$p.value, t$conf.int)
w <- suppressWarnings(wilcox.test(x, y)); out("sleep.mannwhitney", w$statistic, w$p.value)
w <- wilcox.test(PlantGrowth$weight[11:20], PlantGrowth$weight[21:30]); out("plants.mannwhitney", w$statistic, w$p.value)
out("women.data.height", women$height); out("women.data.weight", women$weight)

for (n in c(3, 4, 5, 6, 8, 11, 12, 30, 100)) {
  v <- (0:(n - 1) * 7 %% 11) + sin(1:n) * 3; out(paste0("shapiro.data.", n), v)
  s <- shapiro.test(v); out(paste0("shapiro.", n), s$statistic, s$p.value) }
s <- shapiro.test(mtcars$mpg); out("shapiro.mpg", s$statistic, s$p.value)
s <- shapiro.test(mtcars$hp); out("shapiro.hp", s$statistic, s$p.value)

for (column in c("mpg", "wt", "hp", "qsec", "am")) out(paste0("cars.data.", column), mtcars[[column]])
c1 <- cor.test(mtcars$mpg, mtcars$wt); out("cars.pearson", c1$estimate, c1$p.value, c1$conf.int)
c2 <- suppressWarnings(cor.test(mtcars$mpg, mtcars$wt, method = "spearman", exact = FALSE)); out("cars.spearman", c2$estimate, c2$p.value)
c3 <- suppressWarnings(cor.test(mtcars$mpg, mtcars$wt, method = "kendall", exact = FALSE)); out("cars.kendall", c3$estimate, c3$p.value)
u <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1); v <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
c4 <- cor.test(u, v, method = "kendall"); out("tuna.kendall", c4$estimate, c4$p.value) # Hollander & Wolfe 1973, p. 185; ?cor.test

m <- lm(mpg ~ wt + hp + qsec, mtcars); s <- summary(m)
for (i in 1:4) out(paste0("cars.lm.", rownames(s$coefficients)[i]), s$coefficients[i, ], confint(m)[i, ])
out("cars.lm.fit", s$sigma, s$r.squared, s$adj.r.squared, s$fstatistic[1], pf(s$fstatistic[1], 3, 28, lower.tail = FALSE))
out("cars.lm.hat", hatvalues(m)); out("cars.lm.cook", cooks.distance(m))
out("cars.lm.rstandard", rstandard(m)); out("cars.lm.rstudent", rstudent(m))
new <- data.frame(wt = 3, hp = 120, qsec = 18)
out("cars.lm.mean", predict(m, new, interval = "confidence")); out("cars.lm.new", predict(m, new, interval = "prediction"))
for (column in names(longley)) out(paste0("longley.data.", column), longley[[column]])

out("breaks.data", warpbreaks$breaks); out("breaks.wool", as.integer(warpbreaks$wool) - 1); out("breaks.tension", as.integer(warpbreaks$tension) - 1)
s <- summary(aov(breaks ~ wool * tension, warpbreaks))[[1]]
for (i in 1:3) out(paste0("breaks.anova.", i), s[i, "Sum Sq"], s[i, "F value"], s[i, "Pr(>F)"])
uneven <- warpbreaks[-c(1, 2, 3, 12, 30, 31, 52), ]; contr <- list(wool = contr.sum, tension = contr.sum)
out("uneven.data", uneven$breaks); out("uneven.wool", as.integer(uneven$wool) - 1); out("uneven.tension", as.integer(uneven$tension) - 1)
s <- anova(lm(breaks ~ wool * tension, uneven)); for (i in 1:3) out(paste0("uneven.1.", i), s[i, 2], s[i, 4], s[i, 5])
full <- lm(breaks ~ wool * tension, uneven); mse <- deviance(full) / full$df.residual
second <- function(drop) { ss <- deviance(lm(as.formula(paste("breaks ~", drop)), uneven)) - deviance(lm(breaks ~ wool + tension, uneven))
  df <- lm(as.formula(paste("breaks ~", drop)), uneven)$df.residual - lm(breaks ~ wool + tension, uneven)$df.residual
  f <- ss / df / mse; c(ss, f, pf(f, df, full$df.residual, lower.tail = FALSE)) }
out("uneven.2.1", second("tension")); out("uneven.2.2", second("wool"))
s <- drop1(lm(breaks ~ wool * tension, uneven, contrasts = contr), ~ ., test = "F")
for (i in 1:3) out(paste0("uneven.3.", i), s[i + 1, 2], s[i + 1, 5], s[i + 1, 6])

one <- mtcars$wt; two <- mtcars$qsec - mtcars$hp / 40; label <- mtcars$am
out("roc.one", -one); out("roc.two", two); out("roc.label", label)
r1 <- roc(label, -one, direction = "<", quiet = TRUE); r2 <- roc(label, two, direction = "<", quiet = TRUE)
out("roc.auc.one", auc(r1), ci.auc(r1, method = "delong")[c(1, 3)]); out("roc.auc.two", auc(r2), ci.auc(r2, method = "delong")[c(1, 3)])
d <- roc.test(r1, r2, method = "delong"); out("roc.delong", d$statistic, d$p.value)

p <- c(0.001, 0.04, 0.02, 0.9, 0.011, 0.02, 0.3); out("adjust.data", p)
for (method in c("bonferroni", "holm", "BH")) out(paste0("adjust.", method), p.adjust(p, method))
out("quantile", quantile(mtcars$mpg, c(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1), type = 7)); t <- t.test(mtcars$mpg); out("describe.mpg", t$estimate, sd(mtcars$mpg), t$conf.int)

data <- scale(as.matrix(iris[, 1:4])); for (method in c("ward.D2", "average", "complete")) {
  h <- hclust(dist(data), method); out(paste0("iris.", method, ".heights"), tail(h$height, 10)); out(paste0("iris.", method, ".cut"), cutree(h, 4)) }
p <- prcomp(iris[, 1:4], scale. = TRUE); out("iris.pca.variances", p$sdev^2); for (i in 1:4) out(paste0("iris.pca.loading.", i), p$rotation[, i])
km <- kmeans(data, 3, nstart = 50); out("iris.kmeans", km$tot.withinss)
for (i in 1:4) out(paste0("iris.data.", i), iris[, i]); out("iris.species", as.integer(iris$Species) - 1)
