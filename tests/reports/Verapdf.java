import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges files by profiles, given in pairs; prints a line for each rule that a file breaks, then how many were judged. */
class Verapdf {
    public static void main(String[] pairs) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at < pairs.length; at += 2) {
            judge(pairs[at], pairs[at + 1]);
        }
        System.out.println(pairs.length / 2 + " judged");
    }

    private static void judge(String profile, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (InputStream read = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(read, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant() && result.getTotalAssertions() > 0) {
                return;
            }
            TreeMap<String, String> broken = new TreeMap<>();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, each.getMessage() + " at " + each.getLocation().getContext());
                }
            }
            broken.putIfAbsent("compliance", "not compliant");
            broken.forEach((rule, why) -> System.out.println(profile + " " + file + " " + rule + ": " + why));
        }
    }
}
