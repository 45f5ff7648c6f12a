"""Words that clients may be called by, in English and Finnish: of calendars, of projects, of what pages are made of."""

ENGLISH = """
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Day Days Week Weeks Month Months Year Years Today Date Dates Matrix Note Card
    Cards Main Search Home Page Pages Menu Header Footer Button Table Figure Chart Charts Legend Axis Point Points
    Line Lines Label Labels Title Text Value Values Number Colour Width Height Grid Flex Block Inline Hidden Visible
    Solid Dotted Border Margin Padding Auto Center Left Right Bottom Print Screen Media Hover Focus Active Style
    Class Data Name Role List Item Link Links Section Details Summary Article Body Head Script Image Icon Logo Theme
    Palette Scheme Toggle Navigation Content Source Index Assets Site Status Ledger Seal Record Records Entry Chain
    Digest Promise Promised Forecast Expected Actual Milestone Project Projects Client Agency Update Updates
    Headline Done Next Risk Risks Likely Possible Rare Minor Major Severe Owner Response Mitigation Review Change
    Changes Request Release Approved Rejected Proposed Agreement Document Documents Budget Schedule Scope Health
    Green Amber Track Progress Items Cause Reason Moved Moves Early Late Waiting Open Closed Paused Cancelled Needs
    Needed Asked Answer Reply Contact Language Currency Version Added Fixed Removed Percent Weekly Range Series Plan
    Planned Work Notes History First Last Bar Pie Scatter Layout Trace Tick Zoom Reset Copy Close Back Top Skip
    Share Download Upload File Files Folder Path Size Bytes Kilobyte Type Kind Form Field Key Keys Word Words
    Sentence Message Event Events Report Reports Meeting Decision Finish Start Begin End From Until Since
    Between Behind Ahead Under Over Above Below Total Rate Chance Simulation Median Window Undated Overdue Answered
    Waits Blocks Delay Delays Reasons Agreed Stated Unknown Grey Black White Blue Light Dark System Default Hours
    Minutes Second Time Times Zone Place Places Person People Team Account Manager Email Address Phone Public Host
    Branch Local Remote Sites
"""
FINNISH = """
    Tammikuu Helmikuu Maaliskuu Huhtikuu Toukokuu Kesäkuu Heinäkuu Elokuu Syyskuu Lokakuu Marraskuu Joulukuu
    Maanantai Tiistai Keskiviikko Torstai Perjantai Lauantai Sunnuntai Viikko Viikkoa Päivä Päivää Kuukausi Tänään
    Kunnossa Vaarassa Poikkeaa Aikataulu Laajuus Budjetti Käynnissä Keskeytetty Päättynyt Peruttu Arvio Syy Osapuoli
    Riskit Riski Muutokset Muutos Sopimus Toimittaja Asiakas Työ Tila Tiedot Luvattu Ennuste Odotus Uusi Vanha
    Kriittinen
"""
WORDS = (*ENGLISH.split(), *FINNISH.split())
