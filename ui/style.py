"""The small style sheet on top of Fusion: everything that a palette cannot say.

`{colour}` are tokens; `{f0}`..`{f5}` are font sizes in pixels derived from the user's size. A focused control shows a
border of 2 px, so its padding shrinks by 1 px. Own QWidget classes need WA_StyledBackground to be painted at all.
"""

from dataclasses import asdict

from ui.tokens import Tokens

QSS = """
* {{ outline: 0; }}
QMainWindow, QDialog, QMessageBox, #page, #gate {{ background: {bg}; }}
#sidebar {{ background: {sidebar}; border-right: 1px solid {line}; }}
#header {{ background: {bg}; border-bottom: 1px solid {line}; }}
#footer {{ background: {bg}; border-top: 1px solid {line}; }}
QFrame#card {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
#popup {{ background: {raised}; border: 1px solid {edge}; border-radius: 8px; padding: 4px; }}
#popup::item {{ padding: 7px 9px; border-radius: 5px; color: {text}; }}
#popup::item:hover {{ background: {hover}; }}
#popup::item:selected {{ background: {accent_tint}; color: {text}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QLabel {{ background: transparent; }}
QLabel[role="h1"] {{ font-size: {f4}px; font-weight: 600; color: {text}; }}
QLabel[role="h2"] {{ font-size: {f3}px; font-weight: 600; color: {text}; }}
QLabel[role="strong"] {{ font-weight: 500; color: {text}; }}
QLabel[role="muted"] {{ color: {text2}; }}
QLabel[role="hint"] {{ color: {text3}; font-size: {f1}px; }}
QLabel[role="section"] {{ color: {text3}; font-size: {f0}px; font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {f5}px; font-weight: 600; color: {text}; }}
QLabel[role="problem"] {{ color: {red}; font-size: {f1}px; }}
QLabel[role="code"] {{ color: {text}; background: {gray_t}; border-radius: 6px; padding: 8px 12px; font-weight: 600; }}
QLabel[role="kbd"] {{ color: {text3}; border: 1px solid {line2}; border-radius: 4px; padding: 0 4px; font-size: {f0}px;
    background: {bg}; }}
QLabel[tone="green"] {{ color: {green}; }} QLabel[tone="amber"] {{ color: {amber}; }}
QLabel[tone="red"] {{ color: {red}; }} QLabel[tone="blue"] {{ color: {blue}; }}
#avatar {{ background: {accent_tint}; color: {accent_text}; border-radius: 14px; font-weight: 600; font-size: {f0}px; }}

QPushButton {{ background: {surface}; border: 1px solid {edge}; border-radius: 7px; padding: 6px 12px; color: {text};
    font-weight: 500; min-height: {line_height}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {press}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 11px; }}
QPushButton:disabled {{ color: {text3}; background: {bg}; border-color: {line}; }}
QPushButton[kind="primary"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ background: {gray_t}; border-color: {line}; color: {text3}; }}
QPushButton[kind="danger"] {{ color: {red}; }}
QPushButton[kind="choice"] {{ text-align: left; padding: 10px 14px; border-radius: 9px; }}
QPushButton[kind="choice"]:focus {{ padding: 9px 13px; }}
QPushButton[kind="line"] {{ text-align: left; border: 1px solid transparent; background: transparent;
    border-radius: 8px; }}
QPushButton[kind="line"]:hover {{ background: {hover}; }}
QPushButton[kind="line"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="link"] {{ text-align: left; border: 1px solid transparent; padding: 1px 4px 1px 0;
    background: transparent; color: {accent_text}; min-height: 0; border-radius: 5px; }}
QPushButton[kind="link"][tone="red"] {{ color: {red}; }}
QPushButton[kind="link"]:hover {{ background: {hover}; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {accent}; padding: 0 3px 0 0; }}
QPushButton[kind="link"]:disabled {{ color: {text3}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 7px; padding: 6px; background: transparent;
    color: {text2}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {press}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 5px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[kind="nav"] {{ text-align: left; padding: 3px 10px; color: {text2}; font-weight: 500; }}
QToolButton[kind="nav"]:hover {{ background: {press}; color: {text}; }}
QToolButton[kind="nav"]:checked {{ background: {surface}; color: {text}; border: 1px solid {line2}; font-weight: 600; }}
QToolButton[kind="nav"]:focus {{ border: 2px solid {accent}; padding: 2px 9px; }}
QToolButton[kind="segment"] {{ padding: 4px 9px; color: {text2}; font-weight: 500; border-radius: 6px; }}
QToolButton[kind="segment"]:checked {{ background: {surface}; color: {text}; border: 1px solid {line2};
    font-weight: 600; }}
QToolButton[kind="segment"]:disabled {{ color: {line2}; }}
QToolButton[kind="segment"]:focus {{ padding: 3px 8px; }}
#segments {{ background: {gray_t}; border-radius: 8px; }}

QLineEdit, QPlainTextEdit, QComboBox {{ background: {surface}; border: 1px solid {edge}; border-radius: 8px;
    padding: 6px 10px; color: {text}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox {{ min-height: {line_height}px; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {text3}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; padding: 5px 9px; }}
QLineEdit[kind="filter"] {{ min-height: 0; padding: 2px 6px; border-radius: 5px; border-color: {line2};
    font-size: {f1}px; }}
QLineEdit[kind="filter"]:focus {{ padding: 1px 5px; border-color: {accent}; }}
QLineEdit[kind="filter"][wrong="true"] {{ border-color: {red}; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {red}; }}
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{ background: {bg}; color: {text2};
    border-color: {line}; }}
QComboBox::drop-down {{ border: 0; width: 26px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line2}; padding: 4px;
    selection-background-color: {accent_tint}; selection-color: {text}; }}
QCheckBox {{ spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 5px; }}
QCheckBox:focus {{ border: 1px solid {accent}; }}
QProgressBar {{ background: {gray_t}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {series1}; border-radius: 3px; }}

QTableView, QListView, QTreeView {{ background: transparent; border: 0; selection-background-color: {accent_tint};
    selection-color: {text}; }}
QTreeView::item {{ padding: 5px 4px; }}
QTreeView::item:hover {{ background: {hover}; color: {text}; }}
QTreeView::item:selected {{ background: {accent_tint}; color: {text}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: transparent; border: 0; border-bottom: 1px solid {line}; padding: 0 10px;
    color: {text3}; font-size: {f1}px; font-weight: 500; }}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ width: 0; height: 0; image: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text3}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: 0;
    width: 0; height: 0; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line2}; padding: 4px 7px; }}
QMenu {{ background: {raised}; border: 1px solid {line2}; border-radius: 8px; padding: 5px; }}
QMenu::item {{ padding: 6px 24px 6px 10px; border-radius: 5px; color: {text}; }}
QMenu::item:selected {{ background: {hover}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 4px; }}
#strip {{ background: {gray_t}; border-radius: 8px; }}
#strip[tone="green"] {{ background: {green_t}; }} #strip[tone="red"] {{ background: {red_t}; }}
#strip[tone="amber"] {{ background: {amber_t}; }} #strip[tone="blue"] {{ background: {blue_t}; }}
#stop {{ background: {red_t}; border: 3px solid {red}; border-radius: 8px; }}
#rule {{ background: {line}; }}
"""


def sheet(tokens: Tokens, size: int, arrow: str) -> str:
    """The style sheet for `tokens`, a body font of `size` pixels, and the picture file of a combo box's arrow."""
    steps = {"f0": size - 2, "f1": size - 1, "f3": size + 1, "f4": size + 4, "f5": size + 11}
    return QSS.format(**asdict(tokens), **steps, line_height=size + 5, arrow=arrow)
