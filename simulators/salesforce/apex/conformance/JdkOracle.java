import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers, line by line, what the JDK makes of an operation and its operands, which stand in a line with tabs between them. */
public final class JdkOracle {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(line.split("\t", -1)));
        }
    }

    private static String answer(String[] row) {
        switch (row[0]) {
            case "add": return plain(decimal(row[1]).add(decimal(row[2])));
            case "subtract": return plain(decimal(row[1]).subtract(decimal(row[2])));
            case "multiply": return plain(decimal(row[1]).multiply(decimal(row[2])));
            case "divide": return plain(decimal(row[1]).divide(decimal(row[2]), Integer.parseInt(row[3]), RoundingMode.valueOf(row[4])));
            case "setScale": return plain(decimal(row[1]).setScale(Integer.parseInt(row[2]), RoundingMode.valueOf(row[3])));
            case "compareTo": return String.valueOf(decimal(row[1]).compareTo(decimal(row[2])));
            case "precision": return String.valueOf(decimal(row[1]).precision());
            case "scale": return String.valueOf(decimal(row[1]).scale());
            case "messageFormat": return MessageFormat.format(row[1], (Object[]) Arrays.copyOfRange(row, 2, row.length));
            case "matches": return String.valueOf(Pattern.matches(row[1], row[2]));
            case "replaceAll": return row[2].replaceAll(row[1], row[3]);
            case "split": return String.join("|", row[2].split(row[1]));
            case "find": return find(row[1], row[2]);
            case "date": return date(row[1], Long.parseLong(row[2]), row[3]);
            default: throw new IllegalArgumentException(row[0]);
        }
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            return "none";
        }
        StringBuilder groups = new StringBuilder(matcher.group());
        for (int group = 1; group <= matcher.groupCount(); group++) {
            groups.append('|').append(matcher.group(group));
        }
        return groups.append(' ').append(matcher.start()).append(' ').append(matcher.end()).toString();
    }

    private static String date(String zone, long millis, String pattern) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
        format.setTimeZone(TimeZone.getTimeZone(zone));
        return format.format(new Date(millis));
    }
}
